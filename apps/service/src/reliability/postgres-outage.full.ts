import { expect, onTestFinished, test } from 'vitest'
import { DEFAULT_LIMITS } from '../limits/limits.ts'
import { openPostgresStore } from '../store/postgres-store.ts'
import { startTestPostgres } from '../store/test-postgres.ts'
import { addresses, runCommand, serveFlags } from '../testing/command.ts'
import { listOf, PROJECT, tasks } from '../testing/fixtures.ts'
import { sender } from '../testing/service.ts'
import { quantile, startLoad, statusesOf } from './load.ts'
import { metricsOf } from './metrics-of.ts'
import { surviveOutage } from './outage.ts'
import { postmasterOf } from './postmaster.ts'

const CALLERS = 24
const ROUNDS = 2
// The store's own time-outs, 3 and 6 seconds, pass within it.
const OUTAGE_MS = 12_000
const LONGEST_MS = DEFAULT_LIMITS.handlerTimeout + 2000

test('the service as it is delivered outlives a database that goes again and again', async () => {
  const server = await startTestPostgres()
  onTestFinished(server.remove)
  const store = await openPostgresStore({ url: server.url })
  await store.upsert(tasks)
  await store.close()
  const flags = [...(await serveFlags()), '--rate-limit', '1000000', '--log-level', 'fatal']
  const command = runCommand(flags, { DATABASE_URL: server.url })
  const { url, adminUrl } = await addresses(command)
  const send = sender(url)
  const postmaster = postmasterOf(server)
  const load = startLoad(CALLERS, () => send(listOf(PROJECT)))
  onTestFinished(load.stop)
  onTestFinished(postmaster.thaw)
  await load.next(1000)

  const connections = await postmaster.connections()
  const before = await metricsOf(adminUrl)
  const ways = [postmaster.crash, server.stop, postmaster.freeze]
  for (const fail of Array.from({ length: ROUNDS }, () => ways).flat()) {
    const comeBack = fail === postmaster.freeze ? postmaster.thaw : server.start
    const outage = { fail, outageMs: OUTAGE_MS, comeBack, recoveryMs: LONGEST_MS }
    await surviveOutage({ load, readyUrl: `${adminUrl}/readyz`, ...outage })
    await load.next(1000)
    expect(await postmaster.connections()).toBeLessThanOrEqual(connections)
  }
  // The callers' own connections come to two for each at times; a leak would be one for each failure.
  expect((await metricsOf(adminUrl)).nodejs_active_handles_total).toBeLessThan(
    before.nodejs_active_handles_total + 2 * CALLERS,
  )
  await load.stop()
  expect(statusesOf(load.outcomes)).toEqual([200, 503])
  expect(quantile(load.outcomes, 0)).toBeLessThan(LONGEST_MS)
  command.child.kill('SIGTERM')
  expect(await command.ended).toMatchObject({ code: 0, err: '' })
})
