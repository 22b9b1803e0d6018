import { expect, onTestFinished, test, vi } from 'vitest'
import type { SignableRequest } from './request.ts'
import { sign } from './sign.ts'
import { NOW, PERMANENT, RECEIVER, TEMPORARY } from './testing/signed.ts'
import { verify } from './verify.ts'

const request = { method: 'GET', url: 'https://rds.example.com/v3/p/tasklist?limit=10' }
const signedHeadersOf = ({ Authorization }: { Authorization: string }) =>
  /SignedHeaders=([^,]*)/.exec(Authorization)?.[1]

test('signs at this moment unless told otherwise', async () => {
  const before = Date.now()
  const added = await sign(request, PERMANENT)
  expect(await verify({ ...request, headers: { ...added } }, { ...RECEIVER, now: before })).toMatchObject({ ok: true })
  expect(await sign(request, PERMANENT, { date: new Date(NOW + 999) })).toEqual(
    await sign(request, PERMANENT, { date: NOW }),
  )
})

test('an earlier signature among the headers changes nothing: a retry is signed afresh', async () => {
  const first = await sign(request, TEMPORARY, { date: NOW - 60_000 })
  const again = await sign({ ...request, headers: { ...first } }, TEMPORARY, { date: NOW })
  expect(again).toEqual(await sign(request, TEMPORARY, { date: NOW }))
})

test('imports the key of credentials once, and again when they have got another secret', async () => {
  const importKey = vi.spyOn(crypto.subtle, 'importKey')
  onTestFinished(() => importKey.mockRestore())
  const credentials = { ...PERMANENT }
  const first = await sign(request, credentials, { date: NOW })
  expect(await sign(request, credentials, { date: NOW })).toEqual(first)
  expect(importKey).toHaveBeenCalledTimes(1)
  credentials.secretKey = TEMPORARY.secretKey
  expect(await sign(request, credentials, { date: NOW })).toEqual(
    await sign(request, { ...credentials }, { date: NOW }),
  )
  expect(importKey).toHaveBeenCalledTimes(3)
})

test('takes headers as Headers, Map and object, their names in any case', async () => {
  const expected = await sign({ ...request, headers: { accept: 'a, b' } }, PERMANENT, { date: NOW })
  const others: SignableRequest['headers'][] = [
    new Headers([
      ['ACCEPT', 'a'],
      ['Accept', 'b'],
    ]),
    new Map([['Accept', ' a, b ']]),
    { Accept: ['a', 'b'], absent: undefined },
    { Accept: 'a', ACCEPT: 'b' },
  ]
  for (const headers of others) expect(await sign({ ...request, headers }, PERMANENT, { date: NOW })).toEqual(expected)
})

test('takes a body as text and as bytes', async () => {
  const bytes = new TextEncoder().encode('恢复')
  const bodies = ['恢复', bytes, bytes.buffer, new DataView(bytes.buffer)]
  const answers = await Promise.all(
    bodies.map((body) => sign({ ...request, method: 'post', body }, PERMANENT, { date: NOW })),
  )
  expect(new Set(answers.map(({ Authorization }) => Authorization)).size).toBe(1)
  const none = [undefined, null, '', new Uint8Array()]
  const empty = await Promise.all(none.map((body) => sign({ ...request, body }, PERMANENT, { date: NOW })))
  expect(new Set(empty.map(({ Authorization }) => Authorization)).size).toBe(1)
})

test('the date and the token are signed whatever the option says', async () => {
  const options = { date: NOW, signedHeaders: ['Host'] }
  expect(signedHeadersOf(await sign(request, PERMANENT, options))).toBe('host;x-sdk-date')
  expect(signedHeadersOf(await sign(request, TEMPORARY, options))).toBe('host;x-sdk-date;x-security-token')
})

test.each([
  ['an access key with a space', request, { ...PERMANENT, accessKey: 'a b' }, /accessKey must be visible ASCII/],
  ['an empty secret key', request, { ...PERMANENT, secretKey: '' }, /secretKey must be .* not empty/],
  ['a secret key with a line break', request, { ...PERMANENT, secretKey: 'a\n' }, /secretKey must be visible ASCII/],
  ['an empty security token', request, { ...PERMANENT, securityToken: '' }, /securityToken must be .* not empty/],
  ['a relative URL', { ...request, url: '/v3/p/tasklist' }, PERMANENT, /Invalid URL/],
])('refuses %s', async (_, one, credentials, message) => {
  await expect(sign(one, credentials)).rejects.toThrow(message)
  await expect(sign(one, credentials)).rejects.toThrow(TypeError)
})

test.each([
  [
    'an unknown option',
    request,
    { signedHeader: ['host'] } as object,
    'unknown option signedHeader; known are date, signedHeaders.',
  ],
  ['no date', request, { date: Number.NaN }, 'date must be a Date or milliseconds'],
  ['a year of five digits', request, { date: Date.UTC(10_000, 0, 1) }, 'of the years 0 to 9999'],
  ['a year before 0', request, { date: new Date(Date.UTC(-1, 0, 1)) }, 'of the years 0 to 9999'],
  ['a stream', { ...request, body: new Blob(['a']).stream() as never }, {}, 'read a stream to its end first.'],
])('refuses %s', async (_, one, options, message) => {
  await expect(sign(one, PERMANENT, options)).rejects.toThrow(message)
  await expect(sign(one, PERMANENT, options)).rejects.toThrow(TypeError)
})

test('refuses to sign a header that is not there', async () => {
  await expect(sign(request, PERMANENT, { signedHeaders: ['X-Project-Id'] })).rejects.toThrow(
    'signedHeaders names x-project-id, but the request has no such header.',
  )
})
