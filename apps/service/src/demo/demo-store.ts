import { openSqliteStore } from '../store/sqlite-store.ts'
import type { TaskStore } from '../store/task-store.ts'
import { DEMO_PROJECTS, demoTasks } from './demo-tasks.ts'
import { createSimulator } from './simulator.ts'

export type DemoStoreOptions = {
  /** A whole number; 1 unless told otherwise. The same seed and the same times give the same tasks. */
  seed?: number
  /** Gives the time in which the tasks live, in milliseconds since 1970-01-01 UTC; the machine's unless told otherwise. */
  now?: () => number
}

/** Made-up tasks in memory, and what moves them. */
export type DemoStore = {
  store: TaskStore
  projectIds: readonly string[]
  /** Moves the tasks on to the present. Nothing moves by itself. */
  step(): Promise<void>
  close(): Promise<void>
}

/** Opens a store in memory and fills it with the tasks of the demo. */
export async function openDemoStore({ seed = 1, now = Date.now }: DemoStoreOptions = {}): Promise<DemoStore> {
  const store = await openSqliteStore({ file: ':memory:' })
  await store.upsert(demoTasks({ seed, now: now() }))
  const simulator = createSimulator(store, seed)
  const tick = () => simulator.tick(now())
  // What is missing at the start begins at the start, so that a demo whose time stands still does not change.
  let stepped = tick()
  await stepped
  return {
    store,
    projectIds: DEMO_PROJECTS,
    step() {
      // One after another, or two at once would both begin the tasks that are missing.
      stepped = stepped.then(tick, tick)
      return stepped
    },
    async close() {
      await stepped.catch(() => {})
      await store.close()
    },
  }
}
