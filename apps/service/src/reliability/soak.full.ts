import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { DEMO_PROJECTS, demoTasks } from '../demo/demo-tasks.ts'
import { createSimulator } from '../demo/simulator.ts'
import { openStore } from '../store/open-store.ts'
import { addresses, folderForTest, runCommand, serveFlags } from '../testing/command.ts'
import { listOf, TOKEN } from '../testing/fixtures.ts'
import { sender } from '../testing/service.ts'
import { startLoad, statusesOf } from './load.ts'
import { metricsOf, type ProcessMetrics } from './metrics-of.ts'

const CALLERS = 4
const PHASE_MS = 60_000
const SAMPLE_EVERY_MS = 1000
// Tasks of an hour end within the test, and their places are taken by new ones.
const DEMO_MINUTES_A_TICK = 2
const MEGABYTE = 2 ** 20
const [PROJECT] = DEMO_PROJECTS
const QUERIES = [
  '',
  'limit=50',
  'offset=30',
  'status=Running',
  'name=MysqlBindEIP&offset=2',
  'start_time=1700000000000&end_time=1900000000000',
]

/** The service on SQLite, and in other processes an import and a simulator that write to its file all the time. */
async function startAll() {
  const flags = await serveFlags({ tokens: [{ token: TOKEN, project_ids: [...DEMO_PROJECTS] }] })
  const data = flags[flags.indexOf('--data') + 1] ?? ''
  const command = runCommand([...flags, '--rate-limit', '1000000', '--log-level', 'fatal'])
  return { command, ...(await addresses(command)), ...(await startWriters(data)) }
}

async function startWriters(data: string) {
  const tasks = demoTasks({ seed: 1, now: Date.now() })
  const file = join(await folderForTest(), 'tasks.jsonl')
  await writeFile(file, tasks.map((task) => `${JSON.stringify(task)}\n`).join(''))
  const store = await openStore({ databaseUrl: undefined, data })
  const simulator = createSimulator(store, 1)
  let [stopped, imports, now] = [false, 0, Date.now()]
  const writing = (async () => {
    while (!stopped) {
      const { code, err } = await runCommand(['import', file, '--data', data]).ended
      expect([code, err]).toEqual([0, ''])
      imports += 1
      now += DEMO_MINUTES_A_TICK * 60_000
      await simulator.tick(now)
    }
    await store.close()
  })()
  const stopWriters = () => {
    stopped = true
    return writing.then(() => imports)
  }
  return { stopWriters }
}

/** What the service tells of itself while a phase lasts. */
async function samplesOf(phase: Promise<unknown>, adminUrl: string): Promise<ProcessMetrics[]> {
  const samples: ProcessMetrics[] = []
  const timer = setInterval(async () => samples.push(await metricsOf(adminUrl)), SAMPLE_EVERY_MS)
  await phase.finally(() => clearInterval(timer))
  return samples
}

/** The least is what the garbage collector leaves. */
const heap = (samples: ProcessMetrics[]) =>
  Math.min(...samples.map((one) => one.nodejs_heap_size_used_bytes)) / MEGABYTE
const memory = (samples: ProcessMetrics[]) =>
  Math.max(...samples.map((one) => one.process_resident_memory_bytes)) / MEGABYTE
const handles = (samples: ProcessMetrics[]) => Math.max(...samples.map((one) => one.nodejs_active_handles_total))

test('minutes of reads beside imports and the simulator: every answer right, memory and handles flat', async () => {
  const { command, url, adminUrl, stopWriters } = await startAll()
  const send = sender(url)
  let asked = 0
  const load = startLoad(CALLERS, () => send(listOf(PROJECT, QUERIES[asked++ % QUERIES.length])))
  onTestFinished(load.stop)
  await load.during(PHASE_MS)
  const first = await samplesOf(load.during(PHASE_MS), adminUrl)
  const second = await samplesOf(load.during(PHASE_MS), adminUrl)
  await load.stop()
  expect(await stopWriters()).toBeGreaterThan(10)
  console.log({ asked, heap: [heap(first), heap(second)], memory: [memory(first), memory(second)] })
  expect(statusesOf(load.outcomes)).toEqual([200])
  expect(heap(second)).toBeLessThan(1.1 * heap(first) + 2)
  expect(memory(second)).toBeLessThan(1.1 * memory(first) + 10)
  expect(handles(second)).toBeLessThan(handles(first) + 2 * CALLERS)
  command.child.kill('SIGTERM')
  expect(await command.ended).toMatchObject({ code: 0, err: '' })
})
