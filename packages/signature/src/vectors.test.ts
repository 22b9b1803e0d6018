import { describe, expect, test } from 'vitest'
import { canonicalQuery, canonicalRequest, stringToSign } from './canonical.ts'
import { explain } from './explain.ts'
import { prepare } from './prepare.ts'
import { sign } from './sign.ts'
import { inputsOf, vectors } from './testing/vectors.ts'
import { verify } from './verify.ts'

test('there are vectors', () => expect(vectors.length).toBe(20))

describe.each(vectors)('$name', (vector) => {
  const { request, credentials, options } = inputsOf(vector)

  test('the canonical request, the string to sign and the Authorization header are those of the vector', async () => {
    const prepared = await prepare(request, credentials, options)
    const canonical = canonicalRequest(prepared)
    expect(canonical).toBe(vector.canonicalRequest)
    expect(await stringToSign(prepared.sdkDate, canonical)).toBe(vector.stringToSign)
    const added = await sign(request, credentials, options)
    expect(added.Authorization).toBe(vector.authorization)
    expect(added['X-Sdk-Date']).toBe(request.headers['X-Sdk-Date'])
    expect(added['X-Security-Token']).toBe(credentials.securityToken)
  })

  test('verify accepts it, as fetch sends it and as a server reads it', async () => {
    const { host, pathname, search } = new URL(vector.url)
    const headers = { ...vector.headers, Authorization: vector.authorization }
    const receiver = { secretOf: () => credentials, now: options.date }
    const accepted = { ok: true, accessKey: vector.accessKey, signedHeaders: options.signedHeaders }
    expect(await verify({ ...request, headers }, receiver)).toEqual(accepted)
    expect(await verify({ ...request, url: pathname + search, headers: { ...headers, host } }, receiver)).toEqual(
      accepted,
    )
  })

  test('explain shows it, but for the security token', async () => {
    const explanation = await explain(request, credentials, options)
    const redacted = vector.canonicalRequest.replace(/(?<=x-security-token:).*/, '[redacted]')
    expect(explanation.canonicalRequest).toBe(redacted)
    expect(explanation.stringToSign).toBe(vector.stringToSign)
  })
})

// Go leaves Host and Content-Type out, which takes the option.
test.each(vectors.filter(({ name }) => !name.startsWith('go-')))(
  '$name: all headers are signed unless told otherwise',
  async (vector) => {
    const { request, credentials, options } = inputsOf(vector)
    const { Authorization } = await sign(request, credentials, { date: options.date })
    expect(Authorization).toBe(vector.authorization)
  },
)

test('the canonical query of the tests of the Go SDK', () => {
  const query = new URLSearchParams({ limit: '1', enable: 'true', test: '一 (&=?!#%.*)', path: '/tmp/123' })
  for (const value of ['3', '1', '2']) query.append('multi', value)
  expect(canonicalQuery(`${query}`)).toBe(
    'enable=true&limit=1&multi=1&multi=2&multi=3&path=%2Ftmp%2F123&test=%E4%B8%80%20%28%26%3D%3F%21%23%25.%2A%29',
  )
})
