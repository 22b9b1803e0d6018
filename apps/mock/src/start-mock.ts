import type { Source } from './answer.ts'
import { chancesOf } from './chances.ts'
import type { Delay } from './delay.ts'
import { exampleSource } from './examples.ts'
import type { Fault } from './faults.ts'
import { loadPrism, type Prism } from './prism.ts'
import { type RunningMock, serve } from './server.ts'
import { checkedSource, openDemoService } from './stateful.ts'

export type MockOptions = {
  /** 0 takes any free port. */
  port: number
  /** The address to listen on. Loopback unless told otherwise. */
  host?: string
  /** Origins whose pages may call the mock from a browser, such as `http://127.0.0.1:4000`. None unless told otherwise. */
  allowedOrigins?: string[]
  /** Whether the service answers, over made-up tasks in memory, in place of the document's examples. */
  stateful?: boolean
  /** A whole number. The same one gives the same tasks, and the same faults and delays to the same sequence of requests. */
  seed?: number
  /** Gives milliseconds since 1970-01-01 UTC: the time in which the made-up tasks live. */
  now?: () => number
  /** How long each answer waits. Not at all unless told otherwise. */
  delay?: Delay
  /** What goes wrong with requests that have a route. Nothing unless told otherwise. */
  faults?: Fault[]
}

/**
 * Starts the mock and resolves once it listens.
 *
 * @throws the system's error when it cannot listen, such as `EADDRINUSE`; UsageError when the faults are more than all requests.
 */
export async function startMock(options: MockOptions): Promise<RunningMock> {
  const { port, host = '127.0.0.1', allowedOrigins = [] } = options
  const chances = chancesOf(options)
  const prism = await loadPrism()
  const { source, close } = await openSource(options, prism)
  try {
    const mock = await serve({ source, prism, allowedOrigins, chances }, port, host)
    return { url: mock.url, close: () => mock.close().then(close) }
  } catch (error) {
    await close()
    throw error
  }
}

async function openSource(options: MockOptions, prism: Prism): Promise<{ source: Source; close(): Promise<void> }> {
  const examples = exampleSource(prism)
  if (!options.stateful) return { source: examples, close: async () => undefined }
  const { ask, close } = await openDemoService(options)
  return { source: checkedSource(ask, prism, examples), close }
}
