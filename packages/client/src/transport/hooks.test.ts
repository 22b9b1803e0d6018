import { expect, test, vi } from 'vitest'
import { createClient } from '../client.ts'
import { accessKey, renewingToken } from '../credentials.ts'
import type { ClientOptions } from '../options.ts'
import { seen } from '../testing/canary-check.ts'
import { PROJECT_ID, TOKEN } from '../testing/client-of.ts'
import { errorOf } from '../testing/error-of.ts'
import { serve, serveAnswer, type TestServer } from '../testing/serve.ts'
import { useVirtualClock } from '../testing/virtual-clock.ts'
import type { CallEvent, Hooks } from './hooks.ts'

const PAGE = JSON.stringify({ total_count: 0, actions: [], tasks: [] })
const NAMES = ['onRequest', 'onAttempt', 'onRetry', 'onResponse', 'onError'] as const
const ms = expect.any(Number)

/** Hooks that keep what they are told; it is searched for secrets when the test ends. */
function record(): { hooks: Hooks; told: [name: string, event: CallEvent][] } {
  const told: [string, CallEvent][] = []
  const hooks = NAMES.map((name) => [name, (event: CallEvent) => seen.push(told.at(told.push([name, event]) - 1))])
  return { hooks: Object.fromEntries(hooks), told }
}

const clientOf = ({ endpoint }: Pick<TestServer, 'endpoint'>, options: Partial<ClientOptions>) =>
  createClient({ endpoint, projectId: PROJECT_ID, credentials: { token: TOKEN }, ...options } as ClientOptions)

test('tell of the request, each attempt, each pause and the answer, under the number of the call', async () => {
  useVirtualClock()
  let answers = 0
  const server = await serve((_, response) => {
    response.setHeader('X-Request-Id', `id-${answers}`)
    answers += 1
    response.writeHead(answers === 1 ? 503 : 200).end(PAGE)
  })
  const { hooks, told } = record()
  await clientOf(server, { hooks, language: 'zh-cn' }).list({ limit: 3 })
  const common = {
    call: told[0]?.[1].call,
    elapsed: ms,
    request: {
      method: 'GET',
      url: `${server.endpoint}/v3/${PROJECT_ID}/tasklist?limit=3`,
      headers: { 'x-auth-token': '[redacted]', 'x-language': 'zh-cn' },
    },
  }
  expect(told).toEqual([
    ['onRequest', common],
    ['onAttempt', { ...common, attempt: 1, status: 503, requestId: 'id-0', ms }],
    ['onRetry', { ...common, attempt: 2, delay: 200 }],
    ['onAttempt', { ...common, attempt: 2, status: 200, requestId: 'id-1', ms }],
    ['onResponse', { ...common, status: 200, requestId: 'id-1', ms }],
  ])
})

test('number the calls of all clients', async () => {
  const server = await serveAnswer(200, PAGE)
  const { hooks, told } = record()
  await Promise.all([clientOf(server, { hooks }).list(), clientOf(server, { hooks }).list()])
  const calls = told.map(([, { call }]) => call)
  expect(new Set(calls).size).toBe(2)
  expect(calls.filter((call) => call === calls[0])).toHaveLength(3)
})

test.each([
  ['an answer', { status: 403 }, 'api'],
  ['a page that is none', { status: 200 }, 'decode'],
])('tell of the error that %s is thrown as', async (_, { status }, kind) => {
  const { hooks, told } = record()
  const error = await errorOf(clientOf(await serveAnswer(status, '{}'), { hooks }).list())
  expect(told.map(([name]) => name)).toEqual(['onRequest', 'onAttempt', 'onError'])
  expect(error).toMatchObject({ kind })
  expect(told[2]?.[1]).toMatchObject({ error, elapsed: ms })
  expect(error).toHaveProperty('request', told[0]?.[1].request)
})

test('tell of a lost connection and of the end of the caller', async () => {
  const controller = new AbortController()
  const server = await serve(() => controller.abort())
  const { hooks, told } = record()
  await errorOf(clientOf(server, { hooks }).list({}, { signal: controller.signal }))
  expect(told[1]).toEqual(['onAttempt', expect.objectContaining({ attempt: 1, error: expect.any(String) })])
  expect(told[2]).toEqual(['onError', expect.objectContaining({ error: expect.objectContaining({ kind: 'aborted' }) })])
})

test('tell of the attempt that follows a 401 with renewed credentials', async () => {
  const tokens = [`${TOKEN}1`, `${TOKEN}2`]
  const server = await serve(({ headers }, response) =>
    response.writeHead(headers['x-auth-token'] === `${TOKEN}2` ? 200 : 401).end(PAGE),
  )
  const { hooks, told } = record()
  await clientOf(server, { hooks, credentials: renewingToken(async () => tokens.shift() ?? '') }).list()
  expect(told.map(([name]) => name)).toEqual(['onRequest', 'onAttempt', 'onRetry', 'onAttempt', 'onResponse'])
  expect(told[2]?.[1]).toMatchObject({ attempt: 2, delay: 0 })
})

test('tell of credentials that cannot be had, as nothing is sent', async () => {
  const { hooks, told } = record()
  const reason = new Error('no login')
  const credentials = renewingToken(() => Promise.reject(reason))
  const client = clientOf({ endpoint: 'http://127.0.0.1' }, { hooks, credentials, maxAttempts: 1 })
  const error = await errorOf(client.list())
  expect(told.at(-1)).toEqual(['onError', expect.objectContaining({ error })])
  expect(told.map(([name]) => name)).not.toContain('onRequest')
})

test('an error that credentials throw, which several calls may share, stays as it is', async () => {
  const credentials = renewingToken(async () => 'two words')
  const error = await errorOf(clientOf({ endpoint: 'http://127.0.0.1' }, { credentials }).list())
  expect(error).toMatchObject({ kind: 'usage' })
  expect(error).not.toHaveProperty('attempts')
})

test('hear nothing of what is refused before it is sent', async () => {
  const { hooks, told } = record()
  const client = clientOf({ endpoint: 'http://127.0.0.1' }, { hooks })
  await errorOf(client.list({ limit: 0 }))
  await errorOf(client.list({ limt: 3 } as object))
  await client.dryRun()
  expect(told).toEqual([])
})

test('show of a signed request what is harmless', async () => {
  const { hooks, told } = record()
  const credentials = accessKey({ accessKey: 'AK-CANARY', secretKey: 'SK-CANARY', securityToken: 'ST-CANARY' })
  await clientOf(await serveAnswer(200, PAGE), { hooks, credentials }).list()
  expect(told[0]?.[1].request.headers).toEqual({
    authorization: '[redacted]',
    'x-project-id': PROJECT_ID,
    'x-sdk-date': expect.stringMatching(/^\d{8}T\d{6}Z$/),
    'x-security-token': '[redacted]',
  })
})

test('show nothing of headers that credentials of a caller invent', async () => {
  const { hooks, told } = record()
  const credentials = { authenticate: async () => ({ headers: { 'X-New-Way': TOKEN }, secrets: [] }) }
  await clientOf(await serveAnswer(200, PAGE), { hooks, credentials }).list()
  expect(told[0]?.[1].request.headers).toEqual({ 'x-new-way': '[redacted]' })
})

test('do not see a token in a filter, and neither do errors', async () => {
  const { hooks, told } = record()
  const error = await errorOf(clientOf(await serveAnswer(403, ''), { hooks }).list({ name: TOKEN }))
  expect(told[0]?.[1].request.url).toMatch(/name=\[redacted\]$/)
  expect(error).toMatchObject({ request: { url: expect.stringMatching(/name=\[redacted\]$/) } })
})

test.each([
  [
    'throw',
    () => {
      throw new Error('a bug of a hook')
    },
  ],
  ['reject', () => Promise.reject(new Error('a bug of a hook'))],
])('change nothing when they %s, and a warning says so', async (_, hook) => {
  useVirtualClock()
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const hooks = Object.fromEntries(NAMES.map((name) => [name, hook]))
  expect(await clientOf(await serveAnswer(200, PAGE), { hooks }).list()).toEqual(JSON.parse(PAGE))
  const error = await errorOf(clientOf(await serveAnswer(503, ''), { hooks, maxAttempts: 2 }).list())
  expect(error).toMatchObject({ kind: 'api', status: 503 })
  const warned = warn.mock.calls.map(([text]) => text)
  warn.mockRestore()
  for (const name of NAMES) expect(warned).toContain(`The hook ${name} failed:`)
})

test('are refused under another name', () => {
  const misspelt = { onErorr: () => {} } as Hooks
  expect(() => clientOf({ endpoint: 'http://127.0.0.1' }, { hooks: misspelt })).toThrow(
    'unknown hook onErorr; did you mean onError?',
  )
})
