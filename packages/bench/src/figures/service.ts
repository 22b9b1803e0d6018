import { MAX_LIMIT, PATH } from '../document.ts'
import { loadInTurns, type Round, type Side } from '../load.ts'
import { cpuTime, throughput } from '../load-rows.ts'
import { type Answer, bareFastify, fastifyWithQuery } from '../programs.ts'
import { request } from '../request.ts'
import type { Measured } from '../row.ts'
import { type startServer, withServers } from '../server-process.ts'
import { type ServiceFolder, serviceFolder } from '../service-under-test.ts'
import { createdAt, taskAt } from '../tasks.ts'
import type { Figure } from './figure.ts'

const PAGE = 10
const GOAL = { atLeast: 0.7 }
const BARE = 'bare Fastify, the same bytes'
const FLOOR = 'bare Fastify, one prepared query'
const OWN_HEADERS = ['connection', 'content-length', 'date', 'keep-alive']

/** How fast the service answers, beside a handler that knows the answer already; and what filters and pages cost. */
export const service: Figure = async (scale, progress) => {
  const folder = await serviceFolder(scale.tasks, progress)
  try {
    return await withServers(async (start) => {
      const sides = await sidesOf(folder, scale.tasks, start)
      return rowsOf(await loadInTurns(sides, scale, progress), scale.tasks)
    })
  } finally {
    folder.remove()
  }
}

async function sidesOf({ program, database }: ServiceFolder, tasks: number, start: typeof startServer) {
  const ours = await start(program)
  const side = (query: string): Side => ({ server: ours, request: request(query) })
  const bytesOf = async (query: string): Promise<Side> => {
    const server = await start(bareFastify(await answerOf(side(query))))
    return { server, request: request(query) }
  }
  const status = `status=${taskAt(0).status}`
  const costs = Object.entries(costlier(tasks)).map(([name, query]) => [name, side(query)])
  return {
    first: side(''),
    byStatus: side(status),
    firstBytes: await bytesOf(''),
    statusBytes: await bytesOf(status),
    floor: { server: await start(fastifyWithQuery(database, PAGE)), request: request() },
    // An object without known names, so that those above stay known.
    ...(Object.fromEntries(costs) as object),
  }
}

type Sides = Awaited<ReturnType<typeof sidesOf>>

function rowsOf(rounds: Record<keyof Sides, Round[]>, tasks: number): Measured[] {
  const { first, byStatus, firstBytes, statusBytes, floor, ...costs } = rounds
  const name = `service, ${tasks.toLocaleString('en-US')} tasks`
  return [
    throughput({ name: `${name}, page one`, peer: BARE, goal: GOAL }, first, firstBytes),
    throughput({ name: `${name}, by status`, peer: BARE, goal: GOAL }, byStatus, statusBytes),
    throughput({ name: `${name}, page one`, peer: FLOOR }, first, floor),
    throughput({ name: FLOOR, peer: BARE }, floor, firstBytes),
    cpuTime({ name: `${name}, page one`, peer: BARE }, first, firstBytes),
    cpuTime({ name: `${name}, page one`, peer: FLOOR }, first, floor),
    ...Object.entries<Round[]>(costs).map(([query, of]) =>
      cpuTime({ name: `service, ${query}`, peer: 'page one' }, of, first),
    ),
  ]
}

/** What asks more of the database, or of the answer, than page one does. */
function costlier(tasks: number): Record<string, string> {
  const middle = Math.floor(tasks / 2)
  const { id, name, instance_id, order_id = '' } = taskAt(middle)
  const window = Math.ceil(tasks / 100)
  const [from, to] = [createdAt(middle + window - 1), createdAt(middle)]
  return {
    name: `name=${name}`,
    instance_id: `instance_id=${instance_id}`,
    id: `id=${id}`,
    order_id: `order_id=${order_id}`,
    '1 % window': `start_time=${from}&end_time=${to}`,
    'middle page': `offset=${middle}`,
    'last page': `offset=${tasks - PAGE}`,
    [`limit=${MAX_LIMIT}`]: `limit=${MAX_LIMIT}`,
  }
}

/** What a server answers, but for the headers that every server sets by itself. */
async function answerOf({ server, request: { target, headers } }: Side): Promise<Answer> {
  const response = await fetch(`${server.url}${target}`, { headers })
  const kept = [...response.headers].filter(([name]) => !OWN_HEADERS.includes(name))
  return { path: PATH, headers: Object.fromEntries(kept), body: await response.text() }
}
