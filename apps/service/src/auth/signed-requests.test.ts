import { type Credentials, sign } from '@rds-tasklist/signature'
import { describe, expect, test } from 'vitest'
import { listOf, PROJECT } from '../testing/fixtures.ts'
import { serviceForTest, type TestService } from '../testing/service.ts'
import { type AccessKeySource, createAuthenticator } from './authenticator.ts'
import { LOCKOUT } from './lockout.ts'

const START = Date.UTC(2026, 10, 24, 12)
const OWN = { accessKey: 'AKEXAMPLE', secretKey: 'SKEXAMPLE' }
const TEMPORARY = { accessKey: 'AKTEMPORARY', secretKey: 'SKTEMPORARY', securityToken: 'session' }
const EXPIRED = { accessKey: 'AKEXPIRED', secretKey: 'SKEXPIRED' }

const keys: AccessKeySource = async (accessKey) => {
  const found = [OWN, TEMPORARY, EXPIRED].find((one) => one.accessKey === accessKey)
  if (!found) return undefined
  const expiresAt = found === EXPIRED ? START : Number.POSITIVE_INFINITY
  const caller = { key: accessKey, projectIds: new Set([PROJECT]) }
  const { accessKey: _, ...secrets } = found
  return { ...secrets, expiresAt, caller }
}

/** A service whose clock the test moves, and a way to send it signed requests. */
async function signedService() {
  const clock = { now: START }
  const now = () => clock.now
  const options = { now, trustedProxies: ['127.0.0.1'] }
  const service = await serviceForTest({ ...options, authenticator: createAuthenticator({ accessKeys: keys, now }) })
  return { clock, service, send: sender(service, now) }
}

type Change = {
  credentials?: Credentials
  date?: number
  target?: string
  sentTarget?: string
  headers?: Record<string, string>
}

function sender(service: TestService, now: () => number) {
  return async ({
    credentials = OWN,
    date = now(),
    target = listOf(PROJECT),
    sentTarget = target,
    headers = {},
  }: Change = {}) => {
    const signed = await sign({ method: 'GET', url: `${service.url}${target}` }, credentials, { date })
    const { status, body } = await service.send(sentTarget, { headers: { 'x-auth-token': '', ...signed, ...headers } })
    return { status, message: JSON.parse(body).error_msg as string | undefined }
  }
}

const wrong = { ...OWN, secretKey: 'guess' }

describe('a signed request', () => {
  test('is accepted, with query and with temporary credentials', async () => {
    const { send } = await signedService()
    expect((await send()).status).toBe(200)
    expect((await send({ target: listOf(PROJECT, 'name=a%20b&limit=3') })).status).toBe(200)
    expect((await send({ credentials: TEMPORARY })).status).toBe(200)
  })

  test.each<[string, Change]>([
    ['with another secret', { credentials: wrong }],
    ['with an unknown key', { credentials: { ...OWN, accessKey: 'AKUNKNOWN' } }],
    ['of another query', { sentTarget: listOf(PROJECT, 'limit=50') }],
    ['from 16 minutes ago', { date: START - 16 * 60_000 }],
    ['with temporary credentials and another session', { credentials: { ...TEMPORARY, securityToken: 'other' } }],
    ['that is no signature', { headers: { authorization: 'SDK-HMAC-SHA256 Access=AKEXAMPLE' } }],
    ['of another scheme', { headers: { authorization: 'Basic YTpi' } }],
  ])('%s is refused with the same words', async (_, change) => {
    const { send } = await signedService()
    const { status, message } = await send(change)
    expect(status).toBe(401)
    expect(message).toMatch(/verify aksk signature fail$/)
  })

  test('with credentials that have expired is told to renew them', async () => {
    const { send } = await signedService()
    expect(await send({ credentials: EXPIRED })).toEqual({ status: 401, message: 'The token must be updated.' })
  })

  test('with a token besides is judged by the token', async () => {
    const { send } = await signedService()
    expect((await send({ headers: { 'x-auth-token': 'wrong' } })).message).toMatch(/decrypt token fail$/)
  })
})

describe('after failures in a row', () => {
  async function failOften(send: Awaited<ReturnType<typeof signedService>>['send'], change: Change = {}) {
    for (let tries = 0; tries < LOCKOUT.failures; tries += 1) {
      expect((await send({ credentials: wrong, ...change })).message).toMatch(/verify aksk/)
    }
  }

  test('the key is locked for the peer, right signature or not, and opens again', async () => {
    const { clock, send } = await signedService()
    await failOften(send)
    expect(await send()).toEqual({ status: 401, message: expect.stringMatching(/failed to reach the limit/) })
    clock.now += LOCKOUT.durationMs - 1
    expect((await send()).status).toBe(401)
    clock.now += 1
    expect((await send()).status).toBe(200)
  })

  test('neither the key from another address nor another key from this one is locked', async () => {
    const { send } = await signedService()
    await failOften(send, { headers: { 'x-forwarded-for': '192.0.2.7' } })
    expect((await send({ headers: { 'x-forwarded-for': '192.0.2.7' } })).status).toBe(401)
    expect((await send({ headers: { 'x-forwarded-for': '192.0.2.8' } })).status).toBe(200)
    const headers = { 'x-forwarded-for': '192.0.2.7' }
    expect((await send({ credentials: TEMPORARY, headers })).status).toBe(200)
  })

  test('an unknown key is locked like a known one, so that locks do not tell which exist', async () => {
    const { send } = await signedService()
    const credentials = { ...OWN, accessKey: 'AKUNKNOWN' }
    await failOften(send, { credentials })
    expect((await send({ credentials })).message).toMatch(/failed to reach the limit/)
  })

  test('with a success between them nothing is locked', async () => {
    const { send } = await signedService()
    for (let tries = 0; tries < 2 * LOCKOUT.failures; tries += 1) {
      expect((await send({ credentials: wrong })).status).toBe(401)
      if (tries % 2) expect((await send()).status).toBe(200)
    }
  })

  test('a wrong clock locks nobody out', async () => {
    const { send } = await signedService()
    await failOften(send, { credentials: OWN, date: START - 3_600_000 })
    expect((await send()).status).toBe(200)
  })

  test('tries that run side by side count as if they came one after another', async () => {
    const { send } = await signedService()
    const answers = await Promise.all(Array.from({ length: 20 }, () => send({ credentials: wrong })))
    expect(answers.filter(({ message }) => /verify aksk/.test(message ?? ''))).toHaveLength(LOCKOUT.failures)
  })
})

test('who may not speak for a balancer cannot choose its address', async () => {
  const authenticator = createAuthenticator({ accessKeys: keys, now: () => START })
  const send = sender(await serviceForTest({ authenticator }), () => START)
  for (let tries = 0; tries < LOCKOUT.failures; tries += 1) {
    await send({ credentials: wrong, headers: { 'x-forwarded-for': `192.0.2.${tries}` } })
  }
  expect((await send()).message).toMatch(/failed to reach the limit/)
})
