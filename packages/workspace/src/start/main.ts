import type { ListQuery } from '@rds-tasklist/client'
import { BuildError, build } from '../build.ts'
import { whenLauncherDies } from './launcher.ts'
import { StartError, startParts } from './parts.ts'

const stopped = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopped.abort())
whenLauncherDies(() => stopped.abort())

async function start(): Promise<void> {
  await build(['client', 'docs', 'mock', 'service'], process.stdout, stopped.signal)
  if (stopped.signal.aborted) return
  // These read what the build has just made, so they are loaded after it.
  const { sampleRequest } = await import('./sample-request.ts')
  const { TOKEN, welcome } = await import('./welcome.ts')
  const { createClient } = await import('@rds-tasklist/client')
  const { DEMO_TOKEN } = await import('@rds-tasklist/service')
  const running = await startParts(process.env)
  try {
    const { projectId, query } = sampleRequest
    const list = (endpoint: string, token: string, wanted: ListQuery) =>
      createClient({ endpoint, projectId, credentials: { token } }).list(wanted)
    const sample = await list(running.mock.url, TOKEN, query)
    const newest = await list(running.service.url, DEMO_TOKEN, { limit: 5 })
    console.log(welcome(running, sample, newest))
    await untilStopped()
  } finally {
    await Promise.all(Object.values(running).map((part) => part.close()))
  }
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    if (stopped.signal.aborted) resolve()
    stopped.signal.addEventListener('abort', () => resolve())
  })
}

try {
  await start()
} catch (error) {
  if (stopped.signal.aborted) process.exitCode = 0
  else if (error instanceof StartError || error instanceof BuildError) {
    console.error(error.message)
    process.exitCode = 1
  } else throw error
}
