import { createAuthenticator, type TokenSource } from '../auth/authenticator.ts'
import { type RunningService, startService } from '../server.ts'
import { openSqliteStore } from '../store/sqlite-store.ts'
import { DEMO_PROJECTS, demoTasks } from './demo-tasks.ts'
import { createSimulator } from './simulator.ts'

export type DemoServiceOptions = {
  /** 0 takes any free port. The admin port is always a free one. */
  port: number
  host?: string
  allowedOrigins?: string[]
  /** The same seed gives the same tasks; 1 unless told otherwise. */
  seed?: number
}

/** The token that a demo accepts, for both of its projects. It guards nothing: the tasks are made up. */
export const DEMO_TOKEN = 'demo-token'

const TICK_MS = 5000

/** Starts a service whose tasks are made up and kept in memory, and moves them on until it is closed. */
export async function startDemoService({ seed = 1, ...options }: DemoServiceOptions): Promise<RunningService> {
  const store = await openSqliteStore({ file: ':memory:' })
  await store.upsert(demoTasks({ seed, now: Date.now() }))
  const service = await startService({
    ...options,
    store,
    adminPort: 0,
    authenticator: createAuthenticator({ tokens: [demoToken] }),
  })
  const simulator = createSimulator(store, seed)
  let tick = Promise.resolve()
  const timer = setInterval(() => {
    tick = simulator.tick(Date.now()).catch((error: Error) => service.log.error(error, 'the simulator stumbled'))
  }, TICK_MS)
  return {
    ...service,
    async close() {
      clearInterval(timer)
      await tick
      await service.close()
    },
  }
}

const demoToken: TokenSource = async (token) =>
  token === DEMO_TOKEN
    ? { kind: 'valid', caller: { key: 'demo', projectIds: new Set(DEMO_PROJECTS) } }
    : { kind: 'unknown' }
