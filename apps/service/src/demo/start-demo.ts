import { createAuthenticator, type TokenSource } from '../auth/authenticator.ts'
import { type RunningService, type ServiceOptions, startService } from '../server.ts'
import { type DemoStoreOptions, openDemoStore } from './demo-store.ts'
import { DEMO_PROJECTS } from './demo-tasks.ts'

export type DemoServiceOptions = Omit<ServiceOptions, 'store' | 'authenticator' | 'adminPort' | 'now'> &
  DemoStoreOptions & {
    /** Any free one unless told otherwise. */
    adminPort?: number
  }

/** The token that a demo accepts, for both of its projects. It guards nothing: the tasks are made up. */
export const DEMO_TOKEN = 'demo-token'

const STEP_MS = 5000

/** Starts a service whose tasks are made up and kept in memory, and moves them on until it is closed. */
export async function startDemoService({ seed, now, ...options }: DemoServiceOptions): Promise<RunningService> {
  const demo = await openDemoStore({ ...(seed !== undefined && { seed }), ...(now && { now }) })
  const service = await startService({
    adminPort: 0,
    ...options,
    // The simulator may not find its store closed.
    store: { ...demo.store, close: demo.close },
    authenticator: createAuthenticator({ tokens: [demoToken] }),
  })
  const timer = setInterval(() => {
    demo.step().catch((error: Error) => service.log.error(error, 'the simulator stumbled'))
  }, STEP_MS)
  return {
    ...service,
    close() {
      clearInterval(timer)
      return service.close()
    },
  }
}

const demoToken: TokenSource = async (token) =>
  token === DEMO_TOKEN
    ? { kind: 'valid', caller: { key: 'demo', projectIds: new Set(DEMO_PROJECTS) } }
    : { kind: 'unknown' }
