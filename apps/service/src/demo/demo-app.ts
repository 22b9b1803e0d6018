import type { FastifyInstance } from 'fastify'
import { type AppOptions, createApp } from '../app.ts'
import { openSqliteStore } from '../store/sqlite-store.ts'
import { demoTasks } from './demo-tasks.ts'
import { createSimulator } from './simulator.ts'

export type DemoAppOptions = Omit<AppOptions, 'store'> & {
  /** The same seed and start time give the same tasks; 1 unless told otherwise. */
  seed?: number
}

/**
 * Builds the service over made-up tasks in memory, without listening. Nothing runs in the background: the tasks move on to the
 * present when somebody asks for them. Closing the app closes the store.
 */
export async function createDemoApp({
  seed = 1,
  now = Date.now,
  ...options
}: DemoAppOptions): Promise<FastifyInstance> {
  const store = await openSqliteStore({ file: ':memory:' })
  await store.upsert(demoTasks({ seed, now: now() }))
  const simulator = createSimulator(store, seed)
  const tick = () => simulator.tick(now())
  let moved = Promise.resolve()
  const app = createApp({
    ...options,
    now,
    store: {
      async page(...question) {
        // One after another, or two questions at once would both begin the tasks that are missing.
        moved = moved.then(tick, tick)
        await moved
        return store.page(...question)
      },
    },
  })
  app.addHook('onClose', () => store.close())
  return app
}
