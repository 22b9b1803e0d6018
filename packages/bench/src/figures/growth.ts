import { type Database, type Engine, postgresEngine, sqliteEngine } from '../databases.ts'
import { PROJECT } from '../document.ts'
import type { Progress } from '../progress.ts'
import { attempt, type Comparison, compare, type Measured } from '../row.ts'
import type { Scale } from '../scale.ts'
import { alternate } from '../statistics.ts'
import { fill } from '../tasks.ts'
import type { Figure } from './figure.ts'

const PAGE = 10

/** What many times the tasks cost, and late pages beside the plain way to skip to them. */
export const growth: Figure = async (scale, progress) => {
  const engines = Object.entries({ SQLite: sqliteEngine, PostgreSQL: postgresEngine })
  const rows = []
  for (const [name, open] of engines) {
    rows.push(...(await attempt(name, async () => measureEngine(await open(), scale, progress))))
  }
  return rows
}

async function measureEngine(engine: Engine, scale: Scale, progress: Progress): Promise<Measured[]> {
  const { from, to } = scale.growth
  const databases: Database[] = []
  const filled = async (name: string, tasks: number) => {
    const database = await engine.create(name)
    databases.push(database)
    await fill(database.store, tasks, (done) => progress(`${engine.name}: ${done} of ${tasks} tasks`))
    await database.settle()
    return database
  }
  try {
    const [small, large] = [await filled('small', from), await filled('large', to)]
    progress(`${engine.name}: pages`)
    const [middle, last] = [to / 2, to - PAGE]
    const named = (page: string, peer: string) => ({ name: `${engine.name}, ${count(to)}, ${page}`, peer, unit: 'µs' })
    const growing = { ...named('page one', count(from)), goal: { atMost: 1.5 } }
    const late = { ...named('last page', `OFFSET ${last}`), goal: { atMost: 0.3 } }
    return [
      await inTurns(growing, scale, pageAt(large, 0), pageAt(small, 0)),
      await inTurns(late, scale, pageAt(large, last), skippingTo(large, last)),
      await inTurns(named('middle page', `OFFSET ${middle}`), scale, pageAt(large, middle), skippingTo(large, middle)),
    ]
  } finally {
    await Promise.all(databases.map((database) => database.close()))
    await engine.remove()
  }
}

function count(tasks: number): string {
  return `${tasks.toLocaleString('en-US')} tasks`
}

type Call = () => Promise<unknown>

/** What the service asks for one answer: the page, the total and the names. */
function pageAt({ store }: Database, offset: number): Call {
  return () => store.page(PROJECT, {}, { offset, limit: PAGE })
}

/** The plain query of the page alone, prepared. */
function skippingTo(database: Database, offset: number): Call {
  return database.prepare(
    `SELECT * FROM tasks WHERE project_id = '${PROJECT}' ORDER BY newest_first, id LIMIT ${PAGE} OFFSET ${offset}`,
  )
}

async function inTurns(comparison: Comparison, { rounds, callsMs }: Scale, ours: Call, theirs: Call) {
  const values = await alternate(rounds, {
    ours: () => microseconds(ours, callsMs),
    theirs: () => microseconds(theirs, callsMs),
  })
  return compare(comparison, values)
}

/** The time of one call: the mean of calls one after another, for at least so many milliseconds. */
async function microseconds(call: Call, atLeastMs: number): Promise<number> {
  const begin = performance.now()
  let calls = 0
  let passed = 0
  do {
    await call()
    calls += 1
    passed = performance.now() - begin
  } while (passed < atLeastMs)
  return (1000 * passed) / calls
}
