import { expect, onTestFinished, test } from 'vitest'
import { demoTasks } from '../demo/demo-tasks.ts'
import { openSqliteStore } from '../store/sqlite-store.ts'
import { importTasks } from './import-tasks.ts'

const tasks = demoTasks({ seed: 1, now: Date.UTC(2026, 0, 15) })
const [first] = tasks
if (!first) throw new Error('no task')
const PROJECT = first.project_id

async function run(lines: string[]) {
  const store = await openSqliteStore({ file: ':memory:' })
  onTestFinished(() => store.close())
  const committed: number[] = []
  const rejected: string[] = []
  const progress = {
    committed: (count: number) => void committed.push(count),
    rejected: (line: number, problem: string) => void rejected.push(`${line}: ${problem}`),
  }
  const again = () => importTasks(stream(lines), store, progress)
  return { store, committed, rejected, result: await again(), again }
}

async function* stream(lines: string[]): AsyncGenerator<string> {
  yield* lines
}

test('good lines are kept, bad ones are reported by number, empty ones passed over', async () => {
  const lines = [JSON.stringify(first), '', 'broken', JSON.stringify({ ...first, id: 'b', name: 1 })]
  const { store, rejected, result } = await run(lines)
  expect(result).toEqual({ committed: 1, rejected: 2 })
  expect(rejected).toEqual(['3: the line is no JSON object', '4: name must be string'])
  expect((await store.page(PROJECT, {}, { offset: 0, limit: 10 })).tasks).toMatchObject([{ id: first.id }])
})

test('importing again changes nothing, and of two lines for one task the later wins', async () => {
  const renamed = { ...first, instance_name: 'renamed' }
  const { store, again } = await run([...tasks, renamed].map((task) => JSON.stringify(task)))
  const page = () => store.page(PROJECT, {}, { offset: 0, limit: 100 })
  const before = await page()
  expect(before.tasks.find(({ id }) => id === first.id)?.instance_name).toBe('renamed')
  await again()
  expect(await page()).toEqual(before)
})

test('what is committed grows batch by batch, and each count stands in the store', async () => {
  const lines = Array.from({ length: 2500 }, (_, index) => JSON.stringify({ ...first, id: `task-${index}` }))
  const { store, committed } = await run(lines)
  expect(committed).toEqual([1000, 2000, 2500])
  expect((await store.page(PROJECT, {}, { offset: 0, limit: 1 })).total).toBe(2500)
})
