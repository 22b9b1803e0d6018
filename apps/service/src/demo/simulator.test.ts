import { expect, onTestFinished, test } from 'vitest'
import { openSqliteStore } from '../store/sqlite-store.ts'
import { DEMO_PROJECTS, demoTasks } from './demo-tasks.ts'
import { createSimulator } from './simulator.ts'

const HOUR_MS = 3_600_000

test('a demo never stands still: tasks end, others begin, and each project keeps its own', async () => {
  const now = Date.UTC(2026, 0, 15, 12)
  const store = await openSqliteStore({ file: ':memory:' })
  onTestFinished(() => store.close())
  await store.upsert(demoTasks({ seed: 1, now }))
  const simulator = createSimulator(store, 1)
  const count = async (status: string) => {
    const pages = DEMO_PROJECTS.map((project) => store.page(project, { status }, { offset: 0, limit: 1 }))
    return (await Promise.all(pages)).reduce((sum, { total }) => sum + total, 0)
  }

  const [running, completed] = [await count('Running'), await count('Completed')]
  expect(running).toBeGreaterThan(3)
  await simulator.tick(now + 3 * HOUR_MS)
  expect(await count('Running')).toBe(4)
  expect(await count('Completed')).toBeGreaterThan(completed)
  await simulator.tick(now + 3 * HOUR_MS)
  expect(await count('Running')).toBe(4)
})
