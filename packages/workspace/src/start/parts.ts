/** What `start` runs. Each listens on 127.0.0.1, on its port or on the one that its variable names. */
export type Part = { name: string; variable: string; port: number }

export type RunningPart = { url: string; close(): Promise<void> }

const HOST = '127.0.0.1'
const LISTEN_PROBLEMS: Record<string, string> = { EADDRINUSE: 'is taken', EACCES: 'is reserved by the system' }

const docs = { name: 'docs', variable: 'DOCS_PORT', port: 4000 } satisfies Part
const mock = { name: 'mock', variable: 'MOCK_PORT', port: 4010 } satisfies Part
const service = { name: 'service', variable: 'SERVICE_PORT', port: 4020 } satisfies Part

/** All that runs. */
export type Running = Record<'docs' | 'mock' | 'service', RunningPart>

/** What a person can mend; shown as one line, without a stack. */
export class StartError extends Error {}

/**
 * The port of a part.
 *
 * @throws {@link StartError} when its variable holds something else.
 */
export function portOf({ variable, port }: Part, env: NodeJS.ProcessEnv): number {
  const text = env[variable]
  if (!text) return port
  const chosen = Number(text)
  if (/^\d+$/.test(text) && chosen <= 65_535) return chosen
  throw new StartError(`${variable}=${text} is no port: choose a number from 0 to 65535, 0 for any free one.`)
}

/** Starts the parts that are built. Their code is loaded now and not before: it reads what the build has made. */
export async function startParts(env: NodeJS.ProcessEnv): Promise<Running> {
  const { startDocs } = await import('@rds-tasklist/docs')
  const { startMock } = await import('@rds-tasklist/mock')
  const { startDemoService } = await import('@rds-tasklist/service')
  const running: RunningPart[] = []
  const begin = async (part: Part, start: (port: number) => Promise<RunningPart>) => {
    const begun = await started(part, env, start)
    running.push(begun)
    return begun
  }
  try {
    const targets: { mock?: string; service?: string } = {}
    const site = await begin(docs, (port) => startDocs({ port, host: HOST, targets: () => targets }))
    const allowedOrigins = [site.url, site.url.replace(HOST, 'localhost')]
    const mocked = await begin(mock, (port) => startMock({ port, host: HOST, allowedOrigins }))
    targets.mock = mocked.url
    const served = await begin(service, (port) => startDemoService({ port, host: HOST, allowedOrigins }))
    targets.service = served.url
    return { docs: site, mock: mocked, service: served }
  } catch (error) {
    await Promise.all(running.map((part) => part.close()))
    throw error
  }
}

async function started(part: Part, env: NodeJS.ProcessEnv, start: (port: number) => Promise<RunningPart>) {
  const port = portOf(part, env)
  try {
    return await start(port)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    const problem = LISTEN_PROBLEMS[code]
    if (!problem) throw error
    const advice = `choose another with ${part.variable}=${port + 1}`
    throw new StartError(`Port ${port} for the ${part.name} ${problem}: stop what uses it, or ${advice}.`)
  }
}
