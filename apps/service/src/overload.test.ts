import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { errorNamed } from './document.ts'
import type { TaskStore } from './store/task-store.ts'
import { deferred } from './testing/deferred.ts'
import { FOREIGN, FOREIGN_TOKEN, listOf, PROJECT, TOKEN } from './testing/fixtures.ts'
import { filledStore, parseRaw, serviceForTest } from './testing/service.ts'

const PATH = listOf(PROJECT)

/** A store that answers only what is let go, and counts what it is asked at the same time. */
async function countingStore(wait: () => Promise<void>) {
  const store = await filledStore()
  const count = { now: 0, most: 0 }
  const counting: TaskStore = {
    ...store,
    async page(...call) {
      count.now += 1
      count.most = Math.max(count.most, count.now)
      await wait()
      count.now -= 1
      return store.page(...call)
    },
  }
  return { store: counting, count }
}

function tally(statuses: number[]): Record<string, number> {
  return Object.fromEntries(
    [...new Set(statuses)].sort().map((one) => [one, statuses.filter((other) => other === one).length]),
  )
}

describe('a caller who asks too often', () => {
  test('gets 429 that says when to come back, and can come back then', async () => {
    let now = 0
    const { send } = await serviceForTest({ now: () => now, limits: { ratePerSecond: 2 } })
    expect([(await send(PATH)).status, (await send(PATH)).status]).toEqual([200, 200])
    const refused = await send(PATH)
    expect(refused.status).toBe(429)
    expect(refused.headers['retry-after']).toBe('1')
    const { code, message } = errorNamed('throttled')
    expect(JSON.parse(refused.body)).toEqual({
      error_code: code,
      error_msg: message['en-us'].replace('limit:200', 'limit:2'),
      request_id: refused.headers['x-request-id'],
    })
    now = 500
    expect([(await send(PATH)).status, (await send(PATH)).status]).toEqual([200, 429])
  })

  test('is told so in Chinese', async () => {
    const { send } = await serviceForTest({ now: () => 0, limits: { ratePerSecond: 1 } })
    await send(PATH)
    const { body } = await send(PATH, { headers: { 'x-language': 'zh-cn' } })
    expect(JSON.parse(body).error_msg).toMatch(/\p{Script=Han}.*limit:1,time:1 second/u)
  })

  test('does not get in the way of others, and wrong credentials spend nothing', async () => {
    const { send } = await serviceForTest({ now: () => 0, limits: { ratePerSecond: 1 } })
    const other = { headers: { 'x-auth-token': FOREIGN_TOKEN } }
    expect([(await send(PATH)).status, (await send(PATH)).status]).toEqual([200, 429])
    expect((await send(PATH, { headers: { 'x-auth-token': 'wrong' } })).status).toBe(401)
    expect((await send(listOf(FOREIGN), other)).status).toBe(200)
  })
})

describe('more requests than the store can take', () => {
  test('are refused at once, and those that were let in are answered', async () => {
    const { promise, resolve } = deferred()
    const { store, count } = await countingStore(() => promise)
    const { send } = await serviceForTest({ store, limits: { maxConcurrent: 3 } })
    const answers = Array.from({ length: 30 }, () => send(PATH))
    const statuses: number[] = []
    const shed = deferred()
    const all = Promise.all(
      answers.map(async (one) => {
        statuses.push((await one).status)
        if (statuses.length === 27) shed.resolve()
      }),
    )
    // Nothing is let go before every other request has its answer.
    await shed.promise
    expect(tally(statuses)).toEqual({ 503: 27 })
    resolve()
    await all
    expect(tally(statuses)).toEqual({ 200: 3, 503: 27 })
    expect(count.most).toBe(3)
    const refused = (await Promise.all(answers)).find(({ status }) => status === 503)
    expect(refused?.headers['retry-after']).toBe('1')
  })

  test('stay counted when their callers go away: the store still works for them', async () => {
    const asked = deferred()
    const { promise, resolve } = deferred()
    const { store } = await countingStore(() => {
      asked.resolve()
      return promise
    })
    const { send, url } = await serviceForTest({ store, limits: { maxConcurrent: 1 } })
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname)
    socket.write(`GET ${PATH} HTTP/1.1\r\nHost: a\r\nX-Auth-Token: ${TOKEN}\r\n\r\n`)
    await asked.promise
    socket.resetAndDestroy()
    await once(socket, 'close')
    expect((await send(PATH)).status).toBe(503)
    resolve()
    expect((await send(PATH)).status).toBe(200)
  })
})

test('requests on more connections than there should be are refused and their connections closed', async () => {
  const { url, raw } = await serviceForTest({ limits: { maxConnections: 2 } })
  const { hostname, port } = new URL(url)
  const idle = await Promise.all(
    [1, 2].map(async () => {
      const socket = connect(Number(port), hostname)
      await once(socket, 'connect')
      return socket
    }),
  )
  const request = `GET ${PATH} HTTP/1.1\r\nHost: a\r\nX-Auth-Token: ${TOKEN}\r\n\r\n`
  const answer = parseRaw(await raw(request))
  expect([answer.status, answer.headers['retry-after'], answer.headers.connection]).toEqual([503, '1', 'close'])
  for (const socket of idle) socket.destroy()
  await Promise.all(idle.map((socket) => once(socket, 'close')))
})

test('under overload there is 200, 429 and 503 and nothing else, and the service is well afterwards', async () => {
  const { store, count } = await countingStore(() => new Promise((resolve) => setImmediate(resolve)))
  let now = 0
  const limits = { maxConcurrent: 8, ratePerSecond: 300 }
  const { send } = await serviceForTest({ store, limits, now: () => now })
  const statuses: number[] = []
  const caller = async () => {
    for (let sent = 0; sent < 20; sent += 1) statuses.push((await send(PATH)).status)
  }
  await Promise.all(Array.from({ length: 40 }, caller))
  const { 200: answered = 0, 429: throttled = 0, 503: shed = 0 } = tally(statuses)
  expect(answered + throttled + shed).toBe(800)
  expect(answered + shed).toBe(300)
  expect(answered).toBeGreaterThan(0)
  expect(count.most).toBeLessThanOrEqual(8)
  now = 1000
  expect((await send(PATH)).status).toBe(200)
})
