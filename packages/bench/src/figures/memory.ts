import { PATH } from '../document.ts'
import { load } from '../load.ts'
import { bareFastify, ourMock, prismMock } from '../programs.ts'
import { request } from '../request.ts'
import { compare, type Measured } from '../row.ts'
import type { Scale } from '../scale.ts'
import { type Program, startServer } from '../server-process.ts'
import { serviceFolder } from '../service-under-test.ts'
import { alternate } from '../statistics.ts'
import type { Figure } from './figure.ts'

const MEGABYTE = 1e6

type Held = { atRest: number; afterLoad: number }

/** The memory of the processes once they listen, and after a round of load. */
export const memory: Figure = async (scale, progress) => {
  const folder = await serviceFolder(scale.tasks, progress)
  try {
    progress('memory')
    const held = await alternate(scale.rounds, {
      service: () => holds(folder.program, scale),
      bare: () => holds(bareFastify({ path: PATH, headers: {}, body: '{}' }), scale),
      mock: () => holds(ourMock, scale),
      prism: () => holds(prismMock, scale),
    })
    return [
      ...rows('service', held.service, 'bare Fastify', held.bare),
      ...rows('mock', held.mock, 'prism mock', held.prism),
    ]
  } finally {
    folder.remove()
  }
}

/** A new process each time: memory that was once taken does not come back. */
async function holds(program: Program, { seconds }: Scale): Promise<Held> {
  const server = await startServer(program)
  try {
    const { rss } = await server.usage()
    const round = await load(server, request(), seconds)
    return { atRest: rss / MEGABYTE, afterLoad: round.rss / MEGABYTE }
  } finally {
    await server.stop()
  }
}

function rows(name: string, ours: Held[], peer: string, theirs: Held[]): Measured[] {
  const row = (when: string, value: (held: Held) => number) =>
    compare({ name: `${name}, memory ${when}`, peer, unit: 'MB' }, { ours: ours.map(value), theirs: theirs.map(value) })
  return [row('at rest', ({ atRest }) => atRest), row('after load', ({ afterLoad }) => afterLoad)]
}
