import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { demoTasks } from '../demo/demo-tasks.ts'
import { openStore } from '../run-service.ts'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))
const TASKS = 10_000
const KILLS = 3

const [sample] = demoTasks({ seed: 1, now: Date.UTC(2026, 0, 15) })
if (!sample) throw new Error('no task')
const PROJECT = sample.project_id

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'rds-tasklist-import-'))
  onTestFinished(() => rm(made, { recursive: true }))
  return made
}

function lines(count: number): string {
  return Array.from({ length: count }, (_, index) => JSON.stringify({ ...sample, id: `task-${index}` })).join('\n')
}

function runImport(file: string, data: string) {
  const child = spawn(process.execPath, [MAIN, 'import', file, '--data', data], { stdio: ['pipe', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const seen = { out: '', err: '' }
  child.stdout.on('data', (chunk) => (seen.out += chunk))
  child.stderr.on('data', (chunk) => (seen.err += chunk))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { child, seen, ended }
}

async function totalIn(data: string): Promise<number> {
  const store = await openStore({ data, databaseUrl: undefined })
  const { total } = await store.page(PROJECT, {}, { offset: 0, limit: 1 })
  await store.close()
  return total
}

const acknowledged = (out: string) =>
  Math.max(0, ...[...out.matchAll(/^(\d+) tasks committed/gm)].map(([, count]) => Number(count)))

test('reads standard input, keeps good lines, names bad ones and says so by its exit code', async () => {
  const data = await folder()
  const { child, seen, ended } = runImport('-', data)
  child.stdin.end(`${lines(2)}\nbroken\n`)
  expect(await ended).toBe(1)
  expect(seen).toEqual({
    out: '2 tasks committed\n2 tasks committed, 1 lines left out\n',
    err: 'line 3: the line is no JSON object\n',
  })
  expect(await totalIn(data)).toBe(2)
})

test('a file that is not there is named', async () => {
  const { seen, ended } = runImport('nowhere.ndjson', await folder())
  expect(await ended).toBe(2)
  expect(seen.err).toMatch(/^nowhere\.ndjson cannot be read \(ENOENT\): .*\n$/)
})

test('killed at any moment, nothing acknowledged is lost, and running it again completes it', async () => {
  const where = await folder()
  const file = join(where, 'tasks.ndjson')
  await writeFile(file, lines(TASKS))
  for (let kill = 0; kill < KILLS; kill += 1) {
    const { child, seen, ended } = runImport(file, where)
    // Later and later, so that each kill meets another moment.
    for (let batch = 0; batch <= kill && !child.killed; batch += 1) await once(child.stdout, 'data')
    child.kill('SIGKILL')
    expect(await ended).toBe(null)
    const count = acknowledged(seen.out)
    expect(count).toBeGreaterThan(0)
    expect(await totalIn(where)).toBeGreaterThanOrEqual(count)
  }
  expect(await runImport(file, where).ended).toBe(0)
  expect(await totalIn(where)).toBe(TASKS)
})
