import { describe, expect, test } from 'vitest'
import { createClient } from '../client.ts'
import type { CredentialsProvider } from '../credentials/provider.ts'
import { headerNames } from '../document.gen.ts'
import type { ApiError } from '../errors.ts'
import type { ClientOptions } from '../options.ts'
import { PROJECT_ID, TOKEN } from '../testing/client-of.ts'
import { errorOf } from '../testing/error-of.ts'
import { serve, type TestServer } from '../testing/serve.ts'
import { useVirtualClock } from '../testing/virtual-clock.ts'
import { retryAfter } from './retry-after.ts'

const PAGE = JSON.stringify({ total_count: 0, actions: [], tasks: [] })

type Step = number | 'reset' | 'cut' | 'silence' | { status: number; after: string }

/** A server that goes through the steps, one a request, and then answers with a page. */
function serveSteps(...steps: Step[]): Promise<TestServer> {
  return serve((request, response) => {
    const step = steps.shift() ?? 200
    response.setHeader(headerNames.requestId, `id-${steps.length}`)
    if (step === 'reset') request.socket.destroy()
    else if (step === 'cut') response.writeHead(200, { 'Content-Length': 99 }).write('{', () => response.destroy())
    else if (step === 'silence') return
    else if (typeof step === 'object') response.writeHead(step.status, { 'Retry-After': step.after }).end()
    else response.writeHead(step).end(step === 200 ? PAGE : '')
  })
}

const clientOf = ({ endpoint }: TestServer, options: Partial<ClientOptions> = {}) =>
  createClient({ endpoint, projectId: PROJECT_ID, credentials: { token: TOKEN }, ...options } as ClientOptions)

describe('what is tried again', () => {
  test.each([408, 429, 500, 502, 503, 504, 'reset', 'cut'] as const)('%s', async (step) => {
    const { pauses } = useVirtualClock()
    const server = await serveSteps(step)
    expect((await clientOf(server).list()).total_count).toBe(0)
    expect(server.requests).toHaveLength(2)
    expect(pauses).toEqual([200])
  })

  test.each([301, 400, 401, 403, 404, 409, 501])('not %i', async (status) => {
    useVirtualClock()
    const server = await serveSteps(status)
    expect(await errorOf(clientOf(server).list())).toMatchObject({ kind: 'api', status, attempts: [{ status }] })
    expect(server.requests).toHaveLength(1)
  })

  test('a time-out of one attempt', async () => {
    useVirtualClock()
    const server = await serveSteps('silence')
    expect((await clientOf(server, { attemptTimeout: 200 }).list()).total_count).toBe(0)
  })
})

describe('the pauses', () => {
  test('double up to a limit, and chance makes them anything below', async () => {
    const { pauses } = useVirtualClock(0.5)
    const server = await serveSteps(...Array<number>(8).fill(503))
    await clientOf(server, { maxAttempts: 9 }).list()
    expect(pauses).toEqual([100, 200, 400, 800, 1600, 2500, 2500, 2500])
  })

  test('are as long as Retry-After says, in seconds', async () => {
    const { pauses } = useVirtualClock()
    await clientOf(await serveSteps({ status: 429, after: '7' })).list()
    expect(pauses).toEqual([7000])
  })

  test('fail at once when Retry-After is longer than the cap', async () => {
    const { pauses } = useVirtualClock()
    const server = await serveSteps({ status: 503, after: '3' })
    expect(await errorOf(clientOf(server, { maxRetryAfter: 2999 }).list())).toMatchObject({ status: 503 })
    expect(pauses).toEqual([])
  })

  test('fail at once when they would pass the deadline', async () => {
    const { pauses } = useVirtualClock()
    const server = await serveSteps({ status: 503, after: '5' })
    expect(await errorOf(clientOf(server, { deadline: 5000 }).list())).toMatchObject({ status: 503 })
    expect(pauses).toEqual([])
  })

  test('end when the caller aborts', async () => {
    const virtual = useVirtualClock()
    const controller = new AbortController()
    virtual.onPause = () => controller.abort('enough')
    const server = await serveSteps(503)
    const error = await errorOf(clientOf(server).list({}, { signal: controller.signal }))
    expect(error).toMatchObject({ kind: 'aborted', cause: 'enough', attempts: [{ status: 503 }] })
    expect(server.requests).toHaveLength(1)
  })
})

test('each attempt is a request of its own, without what credentials gave the one before', async () => {
  useVirtualClock()
  const server = await serveSteps(503, 503)
  let attempts = 0
  const seen: string[][] = []
  const credentials: CredentialsProvider = {
    authenticate: async ({ headers }) => {
      seen.push([...headers.keys()])
      attempts += 1
      return { headers: { [`x-attempt-${attempts}`]: 'yes' }, secrets: [] }
    },
  }
  await clientOf(server, { credentials }).list()
  expect(seen).toEqual([[], [], []])
  const sent = server.requests.map(({ headers }) => Object.keys(headers).filter((name) => name.startsWith('x-')))
  expect(sent).toEqual([['x-attempt-1'], ['x-attempt-2'], ['x-attempt-3']])
})

test('an error lists every attempt with its time, status and request id', async () => {
  useVirtualClock()
  const server = await serveSteps(503, 'reset', 502, 500)
  const error = (await errorOf(clientOf(server).list())) as ApiError
  expect(error.attempts).toEqual([
    { ms: expect.any(Number), status: 503, requestId: 'id-3' },
    { ms: expect.any(Number), error: expect.any(String) },
    { ms: expect.any(Number), status: 502, requestId: 'id-1' },
    { ms: expect.any(Number), status: 500, requestId: 'id-0' },
  ])
  expect(error.message).toMatch(/4 attempts: 503, .+, 502, 500/)
  // What a browser prints.
  expect(error.stack).toContain(`ApiError: ${error.message}\n`)
  expect(JSON.parse(JSON.stringify(error)).attempts).toHaveLength(4)
})

test('nothing within the time of each attempt is a TimeoutError', async () => {
  useVirtualClock()
  const server = await serveSteps('silence', 'silence')
  const error = await errorOf(clientOf(server, { attemptTimeout: 30, maxAttempts: 2 }).list())
  expect(error).toMatchObject({ kind: 'timeout', attempts: [{ error: 'nothing within 30 ms' }, {}] })
})

test('nothing before the deadline is a TimeoutError, even with a fetch that ignores signals', async () => {
  const server = await serve(() => {})
  expect(await errorOf(clientOf(server, { deadline: 30 }).list())).toMatchObject({
    kind: 'timeout',
    message: expect.stringContaining('30 ms'),
  })
  const deaf = clientOf(server, { deadline: 30, fetch: () => new Promise(() => {}) })
  expect(await errorOf(deaf.list())).toMatchObject({ kind: 'timeout' })
})

test('a client that has used up its budget does not retry until requests succeed again', async () => {
  useVirtualClock()
  let status = 503
  const server = await serve((_, response) => response.writeHead(status).end(status === 200 ? PAGE : ''))
  const client = clientOf(server)
  for (let call = 0; call < 5; call += 1) await errorOf(client.list())
  // Ten retries and a first attempt each.
  expect(server.requests).toHaveLength(15)
  status = 200
  for (let call = 0; call < 11; call += 1) await client.list()
  status = 503
  await errorOf(client.list())
  expect(server.requests).toHaveLength(15 + 11 + 2)
})

test.each([
  ['0', 0],
  ['7', 7000],
  ['120, 120', 120_000],
  ['Thu, 01 Jan 1970 00:00:09 GMT', 8000],
  ['Thu, 01 Jan 1970 00:00:09 GMT, Thu, 01 Jan 1970 00:00:09 GMT', 8000],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ['soon', 0],
  ['', 0],
  [undefined, 0],
])('Retry-After %j a second after the epoch is %j ms', (value, ms) => {
  expect(retryAfter(new Headers(value === undefined ? {} : { 'Retry-After': value }), 1000)).toBe(ms)
})

test('a Retry-After that is a date is measured by the clock of the service, where the answer shows it', () => {
  const headers = { 'Retry-After': 'Thu, 01 Jan 1970 00:01:07 GMT', Date: 'Thu, 01 Jan 1970 00:01:00 GMT' }
  expect(retryAfter(new Headers(headers), 3_600_000)).toBe(7000)
  expect(retryAfter(new Headers({ ...headers, Date: 'today' }), 1000)).toBe(66_000)
})
