import { installed } from '@rds-tasklist/runtimes/on-demand'
import { startCaller } from '../caller-process.ts'
import { LIMIT, PATH, SAMPLE, SAMPLE_PAGE } from '../document.ts'
import { titleOf, VENDOR } from '../peers.ts'
import { bareFastify, caller } from '../programs.ts'
import type { Progress } from '../progress.ts'
import { attempt, compare, type Row } from '../row.ts'
import type { Scale } from '../scale.ts'
import { type Program, withServers } from '../server-process.ts'
import { alternateWarm } from '../statistics.ts'
import type { Figure } from './figure.ts'

/** A page of the usual length: how many tasks there are matters more than what is in them. */
const ANSWER = {
  path: PATH,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ ...SAMPLE_PAGE, tasks: Array.from({ length: LIMIT }, () => SAMPLE) }),
}

const RAW = 'fetch and JSON.parse'
const UNIT = 'µs CPU'

/** A round of load is cut into turns, so that a burst of other work falls on few of them. */
const TURNS = 3

/** What a call costs who calls with our client, beside the least that it can cost, and beside the vendor's client. */
export const client: Figure = (scale, progress) =>
  withServers(async (start) => {
    const { url: endpoint } = await start(bareFastify(ANSWER))
    const [raw, token] = [caller('raw', { endpoint }), caller('client', { endpoint })]
    const signed = caller('client', { endpoint, signed: true })
    const costs = await costsInTurns({ raw, token, signed }, scale, progress)
    const besideRaw = (name: string, ours: number[], atMost: number) =>
      compare({ name: `client, ${name}`, peer: RAW, unit: UNIT, goal: { atMost } }, { ours, theirs: costs.raw })
    return [
      besideRaw('token', costs.token, 1.1),
      besideRaw('access key', costs.signed, 1.25),
      ...(await attempt(`client ÷ ${titleOf(VENDOR)}`, async () => {
        progress(`client: installing ${titleOf(VENDOR)}`)
        const vendor = caller('vendor', { endpoint, folder: await installed(VENDOR) })
        return besideVendor(await costsInTurns({ raw, signed, vendor }, scale, progress))
      })),
    ]
  })

function besideVendor({ raw, signed, vendor: theirs }: Record<'raw' | 'signed' | 'vendor', number[]>): Row[] {
  const row = { peer: titleOf(VENDOR), unit: UNIT }
  return [
    compare({ ...row, name: 'client, access key', goal: { atMost: 0.33 } }, { ours: signed, theirs }),
    compare({ ...row, name: RAW }, { ours: raw, theirs }),
  ]
}

/** The costs of one call in µs of CPU time, turn by turn. */
async function costsInTurns<Name extends string>(
  programs: Record<Name, Program>,
  { rounds, seconds }: Scale,
  progress: Progress,
): Promise<Record<Name, number[]>> {
  await using callers = new AsyncDisposableStack()
  const turns: [string, () => Promise<number>][] = []
  for (const [name, program] of Object.entries<Program>(programs)) {
    const caller = callers.adopt(await startCaller(program), ({ stop }) => stop())
    const turn = () => {
      progress(`client: ${name}`)
      return caller.turn((1000 * seconds) / TURNS)
    }
    turns.push([name, turn])
  }
  return await alternateWarm(TURNS * rounds, Object.fromEntries(turns) as Record<Name, () => Promise<number>>)
}
