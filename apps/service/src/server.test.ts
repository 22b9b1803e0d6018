import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import bundle from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import { describe, expect, test } from 'vitest'
import { StoreUnavailable, type TaskStore } from './store/task-store.ts'
import { deferred } from './testing/deferred.ts'
import { FOREIGN, listOf, PROJECT, TEMPLATE, TOKEN } from './testing/fixtures.ts'
import { responseProblems } from './testing/response-problems.ts'
import { filledStore, parseRaw, serviceForTest, startTestService } from './testing/service.ts'

const PATH = listOf(PROJECT)

/** A store whose pages wait until they are let go. */
async function heldStore() {
  const store = await filledStore()
  const asked = deferred()
  const held = deferred()
  const calls: string[] = []
  const holding: TaskStore = {
    ...store,
    async page(...call) {
      asked.resolve()
      await held.promise
      return store.page(...call)
    },
    async close() {
      calls.push('close')
      await store.close()
    },
  }
  return { store: holding, asked: asked.promise, letGo: held.resolve, calls }
}

describe('the admin port', () => {
  test('says that the service lives and is ready', async () => {
    const { adminUrl } = await serviceForTest()
    expect((await fetch(`${adminUrl}/livez`)).status).toBe(200)
    const ready = await fetch(`${adminUrl}/readyz`)
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }])
  })

  test.each([
    ['does not answer', () => Promise.reject(new StoreUnavailable('gone'))],
    ['is silent', () => new Promise<void>(() => undefined)],
  ])('says within a deadline that the service is not ready when the store %s, and still lives', async (_, ping) => {
    const { adminUrl } = await serviceForTest({ store: { ...(await filledStore()), ping }, readyDeadline: 50 })
    const ready = await fetch(`${adminUrl}/readyz`)
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'store-unavailable' }])
    expect((await fetch(`${adminUrl}/livez`)).status).toBe(200)
  })

  test('has the very bundle, and names it by its hash', async () => {
    const { adminUrl } = await serviceForTest()
    const served = Buffer.from(await (await fetch(`${adminUrl}/openapi.json`)).arrayBuffer())
    const file = await readFile(new URL('../node_modules/@rds-tasklist/spec/dist/openapi.json', import.meta.url))
    expect(served.equals(file)).toBe(true)
    expect(await (await fetch(`${adminUrl}/version`)).json()).toMatchObject({
      openapi: { version: bundle.info.version, sha256: createHash('sha256').update(file).digest('hex') },
    })
  })

  test('counts answers by route and status, and by nothing that a caller sends', async () => {
    const { adminUrl, send } = await serviceForTest()
    await send(listOf(PROJECT, 'name=secret'))
    await send(listOf(FOREIGN))
    await send('/v3/secret')
    const metrics = await (await fetch(`${adminUrl}/metrics`)).text()
    expect(metrics).toContain(`http_response_seconds_count{route="${TEMPLATE}",status="200"} 1`)
    expect(metrics).toContain(`http_response_seconds_count{route="${TEMPLATE}",status="403"} 1`)
    expect(metrics).toContain('http_response_seconds_count{route="none",status="404"} 1')
    expect(metrics).toContain('process_cpu_seconds_total')
    expect(metrics).not.toMatch(new RegExp(`secret|${PROJECT}|${FOREIGN}|${TOKEN}`))
  })

  test('is not on the port of callers, and both are on loopback', async () => {
    const { url, adminUrl, send } = await serviceForTest()
    for (const path of ['/livez', '/readyz', '/metrics', '/openapi.json', '/version']) {
      expect((await send(path)).status).toBe(404)
    }
    expect([new URL(url).hostname, new URL(adminUrl).hostname]).toEqual(['127.0.0.1', '127.0.0.1'])
  })
})

describe('closing', () => {
  test('says that it is not ready, refuses new connections, answers what is in flight and closes the store', async () => {
    const { store, asked, letGo, calls } = await heldStore()
    const service = await startTestService({ store })
    const inFlight = service.send(PATH)
    await asked
    const closed = service.close()
    const ready = await fetch(`${service.adminUrl}/readyz`)
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'draining' }])
    await expect(fetch(`${service.url}${PATH}`)).rejects.toThrow()
    expect(calls).toEqual([])
    letGo()
    const { status, headers } = await inFlight
    expect([status, headers.connection]).toEqual([200, 'close'])
    await closed
    expect(calls).toEqual(['close'])
    await expect(fetch(`${service.adminUrl}/livez`)).rejects.toThrow()
  })

  test('answers what still comes on a connection that was open before, and closes it', async () => {
    const { store, asked, letGo } = await heldStore()
    const service = await startTestService({ store })
    const { hostname, port } = new URL(service.url)
    const early = connect(Number(port), hostname)
    await once(early, 'connect')
    const inFlight = service.send(PATH)
    await asked
    const closed = service.close()
    await fetch(`${service.adminUrl}/readyz`)
    letGo()
    await inFlight
    early.write(`GET ${PATH} HTTP/1.1\r\nHost: a\r\nX-Auth-Token: ${TOKEN}\r\n\r\n`)
    const answer = parseRaw(await text(early))
    expect([answer.status, answer.headers.connection]).toEqual([200, 'close'])
    expect(responseProblems(answer)).toEqual([])
    await closed
  })

  test('cuts connections that still wait at the deadline', async () => {
    const { store, asked } = await heldStore()
    const service = await startTestService({ store, closeDeadline: 50 })
    const cut = expect(fetch(`${service.url}${PATH}`, { headers: { 'x-auth-token': TOKEN } })).rejects.toThrow()
    await asked
    await service.close()
    await cut
  })

  test('happens once, whoever asks for it', async () => {
    const { store, calls } = await heldStore()
    const service = await startTestService({ store })
    await Promise.all([service.close(), service.close()])
    expect(calls).toEqual(['close'])
  })
})

test('a taken port is the system’s error, and leaves nothing open', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => taken.once('listening', resolve))
  const { port } = taken.address() as { port: number }
  for (const ports of [{ port }, { adminPort: port }]) {
    const { store, calls } = await heldStore()
    await expect(startTestService({ store, ...ports })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    expect(calls).toEqual(['close'])
  }
  taken.close()
})

test('a line of the log has method, route, status, time and request ID, and nothing else of a request', async () => {
  const lines: string[] = []
  const log = { level: 'info', stream: { write: (line: string) => void lines.push(line) } } as const
  const { send } = await serviceForTest({ log })
  const { headers } = await send(listOf(PROJECT, 'name=secret'))
  await send(listOf(PROJECT, 'limit=secret'))
  await send('/secret')
  const answered = lines.map((line) => JSON.parse(line)).filter(({ msg }) => !/^Server listening/.test(msg))
  expect(answered.map(({ status }) => status)).toEqual([200, 400, 404])
  expect(answered[0]).toEqual({
    level: 30,
    time: expect.any(Number),
    msg: 'answered',
    method: 'GET',
    route: TEMPLATE,
    status: 200,
    ms: expect.any(Number),
    request_id: headers['x-request-id'],
  })
  expect(lines.join('')).not.toMatch(new RegExp(`secret|${PROJECT}|${TOKEN}`))
})
