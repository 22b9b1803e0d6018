import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { Limits } from '../limits/limits.ts'
import { listOf, PROJECT, TOKEN, tasks } from '../testing/fixtures.ts'
import { filledStore, serviceForTest } from '../testing/service.ts'
import { startLoad, statusesOf } from './load.ts'

const PATH = listOf(PROJECT, 'limit=1')
const LONG_PATH = listOf(PROJECT, 'limit=50')
const REQUEST = `GET ${LONG_PATH} HTTP/1.1\r\nHost: a\r\nX-Auth-Token: ${TOKEN}\r\n`
const LIMITS = { ratePerSecond: 1_000_000, headersTimeout: 1000, requestTimeout: 1500, connectionTimeout: 1500 }
// The service looks at its connections once a second; the rest is for a machine that is busy.
const CUT_OFF_MS = LIMITS.requestTimeout + 1000 + 4000
const TRICKLE_EVERY_MS = 50

/** A service whose long pages soon fill what the system keeps for a reader. */
async function serviceWithLongPages(limits: Partial<Limits> = {}) {
  const store = await filledStore()
  const long = tasks
    .slice(0, 1)
    .flatMap((task) =>
      Array.from({ length: 50 }, (_, index) => ({ ...task, id: `long ${index}`, fail_reason: 'x'.repeat(4000) })),
    )
  await store.upsert(long)
  return serviceForTest({ store, limits: { ...LIMITS, ...limits } })
}

/** A client that sends a little now and then, never reads and never hangs up. Resolves when it is cut off. */
async function slowClient(url: string, first: string, trickle: string): Promise<void> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
  // A reset is one way to be cut off.
  socket.on('error', () => {}).pause()
  socket.write(first)
  const timer = setInterval(() => socket.write(trickle), TRICKLE_EVERY_MS)
  onTestFinished(() => void socket.destroy())
  await new Promise((resolve) => socket.once('close', resolve))
  clearInterval(timer)
}

test.each([
  ['send headers that do not end', REQUEST, 'X-More: x\r\n'],
  ['send nothing that is a request', '', '\r\n'],
  ['send a body that does not end', `${REQUEST}Content-Length: 1000000\r\n\r\n`, 'x'],
  ['send a chunk now and then', `${REQUEST}Transfer-Encoding: chunked\r\n\r\n`, '1\r\nx\r\n'],
  ['never read their answers', `${REQUEST}\r\n`.repeat(1000), `${REQUEST}\r\n`],
])('clients who %s are cut off and do not keep others waiting', async (_, first, trickle) => {
  const { url, send } = await serviceWithLongPages()
  const others = startLoad(2, () => send(PATH))
  onTestFinished(others.stop)
  const start = performance.now()
  await Promise.all(Array.from({ length: 3 }, () => slowClient(url, first, trickle)))
  expect(performance.now() - start).toBeLessThan(CUT_OFF_MS)
  await others.stop()
  expect(statusesOf(others.outcomes)).toEqual([200])
  expect(others.outcomes.length).toBeGreaterThan(50)
})

test('when slow clients have taken every place, others are refused until they are cut off', async () => {
  const { url, send } = await serviceWithLongPages({ maxConnections: 5 })
  const others = startLoad(1, () => send(PATH))
  onTestFinished(others.stop)
  await others.next(10)
  const cutOff = Promise.all(Array.from({ length: 8 }, () => slowClient(url, REQUEST, 'X-More: x\r\n')))
  await others.until(() => statusesOf(others.latest).join() === '503')
  await cutOff
  expect(statusesOf(await others.next(10))).toContain(200)
  expect(statusesOf(await others.next(10))).toEqual([200])
  await others.stop()
  expect(statusesOf(others.outcomes)).toEqual([200, 503])
})
