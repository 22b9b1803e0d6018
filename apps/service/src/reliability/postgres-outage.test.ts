import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { openPostgresStore } from '../store/postgres-store.ts'
import { startTestPostgres, type TestPostgres } from '../store/test-postgres.ts'
import { listOf, PROJECT, tasks } from '../testing/fixtures.ts'
import { serviceForTest } from '../testing/service.ts'
import { quantile, startLoad, statusesOf } from './load.ts'
import { surviveOutage } from './outage.ts'
import { type Postmaster, postmasterOf } from './postmaster.ts'

const PATH = listOf(PROJECT)
const CALLERS = 12
const POOL = { maxConnections: 4, connectionTimeoutMs: 1000, statementTimeoutMs: 1000 }
// A question to the database may outlive its answer, so there is room for two of each caller.
const LIMITS = { ratePerSecond: 1_000_000, maxConcurrent: 2 * CALLERS, handlerTimeout: 2000 }
// All time-outs together are shorter than the longer one.
const OUTAGE_MS = { short: 1000, long: 4000 }
// The time-out of the handler bounds every answer; the rest is for a machine that is busy.
const LONGEST_MS = LIMITS.handlerTimeout + 2000

let server: TestPostgres
let postmaster: Postmaster
beforeAll(async () => {
  server = await startTestPostgres()
  postmaster = postmasterOf(server)
})
afterAll(() => server?.remove())

async function serviceOnPostgres() {
  const store = await openPostgresStore({ url: server.url, ...POOL })
  await store.upsert(tasks)
  return serviceForTest({ store, limits: LIMITS, readyDeadline: 500 })
}

test.each([
  ['ends at once', () => postmaster.crash(), OUTAGE_MS.short, () => server.start()],
  ['hangs', () => postmaster.freeze(), OUTAGE_MS.long, () => postmaster.thaw()],
])(
  'a database that %s under load: 503 in bounded time, and well again by itself',
  async (_, fail, outageMs, comeBack) => {
    const { send, adminUrl } = await serviceOnPostgres()
    const load = startLoad(CALLERS, () => send(PATH))
    onTestFinished(load.stop)
    onTestFinished(postmaster.thaw)
    expect(statusesOf(await load.next(200))).toEqual([200])

    await surviveOutage({ load, readyUrl: `${adminUrl}/readyz`, fail, outageMs, comeBack, recoveryMs: LONGEST_MS })
    await vi.waitUntil(async () => (await postmaster.connections()) <= POOL.maxConnections, { timeout: LONGEST_MS })
    for (let part = 0; part < 5; part += 1) {
      expect(statusesOf(await load.next(200))).toEqual([200])
      expect(await postmaster.connections()).toBeLessThanOrEqual(POOL.maxConnections)
    }
    await load.stop()
    expect(statusesOf(load.outcomes)).toEqual([200, 503])
    expect(quantile(load.outcomes, 0)).toBeLessThan(LONGEST_MS)
  },
)
