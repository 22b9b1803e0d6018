import type { Report } from '../run/report.ts'
import { type RunOptions, runSuite } from '../run/run-suite.ts'
import type { Behaviour } from './behaviour.ts'
import { KNOWN_TARGET } from './known.ts'
import { startReferenceServer } from './reference-server.ts'

const MANNERS = { maxRequests: 1_000_000, ratePerSecond: Number.POSITIVE_INFINITY }

/** Judges a server that behaves like this; the correct one unless told otherwise. */
export async function judgeBehaviour(
  behaviour: Behaviour | undefined,
  options: Pick<RunOptions, 'runs' | 'only'>,
): Promise<Report> {
  const server = await startReferenceServer(behaviour)
  try {
    return await runSuite({ ...KNOWN_TARGET, url: server.url }, { seed: 1, manners: MANNERS, ...options })
  } finally {
    await server.close()
  }
}
