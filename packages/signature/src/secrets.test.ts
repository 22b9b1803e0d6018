import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { explain } from './explain.ts'
import { sign } from './sign.ts'
import { NOW, signed, withHeaders } from './testing/signed.ts'
import { verify } from './verify.ts'

const SECRET_KEY = 'canary-secret-key-5f0c'
const SECURITY_TOKEN = 'ab/canary-security-token-91ab=='
const credentials = { accessKey: 'AKCANARY', secretKey: SECRET_KEY, securityToken: SECURITY_TOKEN }
const request = { method: 'GET', url: 'https://rds.example.com/v3/p/tasklist' }

/** All the ways in which a value comes to a log. */
function shown(value: unknown): string {
  const stack = value instanceof Error ? `${value.stack} ${String(value.cause)}` : ''
  return [String(value), JSON.stringify(value), inspect(value, { showHidden: true, depth: 9 }), stack].join('\n')
}

function expectNoCanary(value: unknown): void {
  expect(shown(value)).not.toMatch(/canary-sec/)
}

test('the canary is found where it is', () => {
  expect(() => expectNoCanary(new Error('broken', { cause: SECRET_KEY }))).toThrow()
  expect(() => expectNoCanary({ deep: [{ token: SECURITY_TOKEN }] })).toThrow()
})

test('no error of sign and explain contains a secret', async () => {
  const broken = [
    sign(request, { ...credentials, accessKey: '' }),
    sign(request, { ...credentials, secretKey: `${SECRET_KEY}\n` }),
    sign(request, { ...credentials, securityToken: `${SECURITY_TOKEN} ` }),
    sign({ ...request, url: 'nowhere' }, credentials),
    sign(request, credentials, { signedHeaders: ['x-absent'] }),
    sign(request, credentials, { date: Number.NaN }),
    sign({ ...request, body: {} as never }, credentials),
    explain(request, { ...credentials, secretKey: `${SECRET_KEY}\n` }),
  ]
  for (const outcome of await Promise.allSettled(broken)) {
    expect(outcome.status).toBe('rejected')
    if (outcome.status === 'rejected') expectNoCanary(outcome.reason)
  }
})

test('what sign returns contains the token in its own header and the secret key nowhere', async () => {
  const { 'X-Security-Token': token, ...others } = await sign(request, credentials)
  expect(token).toBe(SECURITY_TOKEN)
  expectNoCanary(others)
})

test('no explanation contains a secret, wherever the request had it', async () => {
  const url = `${request.url}?leak=${SECRET_KEY}&token=${encodeURIComponent(SECURITY_TOKEN)}`
  const headers = { 'X-Leak': SECRET_KEY, 'X-Security-Token': SECURITY_TOKEN }
  expectNoCanary(await explain({ ...request, url, headers }, credentials))
})

test('no answer of verify contains a secret', async () => {
  const receiver = { secretOf: () => credentials, now: NOW }
  const good = await signed({}, credentials)
  const requests = [good, { ...good, method: 'PUT' }, withHeaders(good, { 'X-Security-Token': 'other' })]
  const answers = await Promise.all([
    ...requests.map((one) => verify(one, receiver)),
    verify(good, { ...receiver, secretOf: () => undefined }),
    verify(good, { ...receiver, requireSigned: ['x-security-token'] }),
    verify(good, { ...receiver, now: 0 }),
  ])
  expect(answers.map((answer) => (answer.ok ? 'ok' : answer.reason))).toEqual([
    'ok',
    'signature-mismatch',
    'signature-mismatch',
    'unknown-access-key',
    'ok',
    'stale-date',
  ])
  for (const answer of answers) expectNoCanary(answer)
})
