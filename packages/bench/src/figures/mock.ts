import { loadInTurns } from '../load.ts'
import { cpuTime, throughput } from '../load-rows.ts'
import { SCALAR, scalarMock, titleOf } from '../peers.ts'
import { ourMock, prismMock } from '../programs.ts'
import type { Progress } from '../progress.ts'
import { request } from '../request.ts'
import { attempt, compare, type Goal, type Row } from '../row.ts'
import type { Scale } from '../scale.ts'
import { type Program, startServer, withServers } from '../server-process.ts'
import { alternate } from '../statistics.ts'
import type { Figure } from './figure.ts'

const PRISM = 'prism mock'

/** How fast the mock answers and starts, beside other mocks on the same document. */
export const mock: Figure = async (scale, progress) => [
  ...(await beside(PRISM, prismMock, { atLeast: 8 }, scale, progress)),
  ...(await attempt(`mock ÷ ${titleOf(SCALAR)}`, async () => {
    progress(`mock: installing ${titleOf(SCALAR)}`)
    return beside(titleOf(SCALAR), await scalarMock(), { atLeast: 1 }, scale, progress)
  })),
  ...(await timeToStart(scale, progress)),
]

async function beside(peer: string, program: Program, goal: Goal, scale: Scale, progress: Progress): Promise<Row[]> {
  return withServers(async (start) => {
    const sides = {
      mock: { server: await start(ourMock), request: request() },
      peer: { server: await start(program), request: request() },
    }
    const rounds = await loadInTurns(sides, scale, progress)
    return [
      throughput({ name: 'mock', peer, goal }, rounds.mock, rounds.peer),
      cpuTime({ name: 'mock', peer }, rounds.mock, rounds.peer),
    ]
  })
}

async function timeToStart({ rounds }: Scale, progress: Progress): Promise<Row[]> {
  progress('mock: starts')
  const { ours, theirs } = await alternate(rounds, {
    ours: () => timeToFirstAnswer(ourMock),
    theirs: () => timeToFirstAnswer(prismMock),
  })
  const goal = { atMost: 0.6 }
  return [compare({ name: 'mock, start to first 200', peer: PRISM, unit: 'ms', goal }, { ours, theirs })]
}

/** From the start of the process, in milliseconds. */
async function timeToFirstAnswer(program: Program): Promise<number> {
  const begin = performance.now()
  const server = await startServer(program)
  try {
    const { target, headers } = request()
    const { status } = await fetch(`${server.url}${target}`, { headers })
    if (status !== 200) throw new Error(`The first answer of ${program.file} was ${status}, not 200.`)
    return performance.now() - begin
  } finally {
    await server.stop()
  }
}
