import { expect, test } from 'vitest'
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

test('refuses to sign a header that is not there', async () => {
  await expect(sign(request, PERMANENT, { signedHeaders: ['X-Project-Id'] })).rejects.toThrow(
    'signedHeaders names x-project-id, but the request has no such header.',
  )
})
