import autocannon from 'autocannon'
import type { Progress } from './progress.ts'
import type { Request } from './request.ts'
import type { Scale } from './scale.ts'
import type { ServerProcess } from './server-process.ts'
import { alternateWarm } from './statistics.ts'

/** Who is asked for what. */
export type Side = { server: ServerProcess; request: Request }

/** What one round of load showed. */
export type Round = {
  /** Answers in a second. */
  perSecond: number
  /** The server's CPU time for one answer, in microseconds. */
  cpuMicroseconds: number
  /** The server's resident memory at the end of the round, in bytes. */
  rss: number
}

const CONNECTIONS = 16

/**
 * Loads a server from this process, which is another than its own.
 *
 * @throws when an answer was anything but a 2xx: a ratio over refusals would mean nothing.
 */
export async function load(server: ServerProcess, { target, headers }: Request, seconds: number): Promise<Round> {
  const before = await server.usage()
  const result = await autocannon({
    url: `${server.url}${target}`,
    headers,
    connections: CONNECTIONS,
    duration: seconds,
    // It ends with a sample, which it would take once a second.
    sampleInt: 100,
  })
  const after = await server.usage()
  const bad = result.non2xx + result.errors + result.timeouts
  if (bad > 0) throw new Error(`${bad} of ${result.requests.total} answers to ${target} were no success`)
  const answers = result['2xx']
  return {
    perSecond: answers / result.duration,
    cpuMicroseconds: (after.cpu - before.cpu) / answers,
    rss: after.rss,
  }
}

/** Loads each side in its turn for as many rounds as the scale says. */
export async function loadInTurns<Name extends string>(
  sides: Record<Name, Side>,
  { rounds, seconds }: Scale,
  progress: Progress,
): Promise<Record<Name, Round[]>> {
  const turns = Object.entries<Side>(sides).map(([name, { server, request }]) => {
    const turn = () => {
      progress(`load: ${name}`)
      return load(server, request, seconds)
    }
    return [name, turn] as const
  })
  return alternateWarm(rounds, Object.fromEntries(turns) as Record<Name, () => Promise<Round>>)
}
