import type { FastifyInstance } from 'fastify'
import { type AppOptions, createApp } from '../app.ts'
import { type DemoStoreOptions, openDemoStore } from './demo-store.ts'

export type DemoAppOptions = Omit<AppOptions, 'store'> & Pick<DemoStoreOptions, 'seed'>

/**
 * Builds the service over made-up tasks in memory, without listening. Nothing runs in the background: the tasks move on to the
 * present when somebody asks for them. Closing the app closes the store.
 */
export async function createDemoApp(options: DemoAppOptions): Promise<FastifyInstance> {
  const demo = await openDemoStore(options)
  const app = createApp({
    ...options,
    store: {
      async page(...question) {
        await demo.step()
        return demo.store.page(...question)
      },
    },
  })
  app.addHook('onClose', () => demo.close())
  return app
}
