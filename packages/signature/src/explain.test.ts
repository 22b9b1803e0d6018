import { expect, test } from 'vitest'
import { explain } from './explain.ts'
import { NOW, TEMPORARY } from './testing/signed.ts'

const request = {
  method: 'get',
  url: 'https://rds.example.com/v3/p/tasklist?name=a+b&limit=10',
  headers: {
    'X-Api-Key': 'tok',
    Cookie: 'c=1',
    'Content-Type': ` has ${TEMPORARY.secretKey} in it `,
    'X-Language': ' zh-cn ',
  },
}

test('shows each step, redacted', async () => {
  const { steps, canonicalRequest, stringToSign } = await explain(request, TEMPORARY, { date: NOW })
  expect(Object.fromEntries(steps.map(({ name, text }) => [name, text]))).toEqual({
    method: 'GET',
    path: '/v3/p/tasklist/',
    query: 'limit=10&name=a%20b',
    headers: [
      'content-type:has [redacted] in it',
      'cookie:[redacted]',
      'host:rds.example.com',
      'x-api-key:[redacted]',
      'x-language:zh-cn',
      'x-sdk-date:20250529T131501Z',
      'x-security-token:[redacted]',
      '',
    ].join('\n'),
    'signed headers': 'content-type;cookie;host;x-api-key;x-language;x-sdk-date;x-security-token',
    'body hash': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'canonical request hash': stringToSign.slice(-64),
  })
  expect(canonicalRequest).toBe(
    steps
      .slice(0, 6)
      .map(({ text }) => text)
      .join('\n'),
  )
  expect(stringToSign).toMatch(/^SDK-HMAC-SHA256\n20250529T131501Z\n[\da-f]{64}$/)
})
