import type { TaskStatus } from '@rds-tasklist/client'
import { CountChanges, type Counted } from './count-changes.ts'
import { type Plan, rowsOf, type Value } from './plan.ts'
import { type TaskRow, WRITTEN_COLUMNS } from './task-row.ts'

/** Rows of one statement: 1,300 values, far below what either engine takes, and few texts to prepare. */
const CHUNK = 100

const KEPT: TaskStatus = 'Running'

/** Puts rows in, or in place of others. Projects come in the order of their IDs, so that no two writers wait for each other. */
export function* upsertRows(rows: TaskRow[]): Plan<void> {
  for (const [projectId, ofProject] of byProject(rows)) {
    yield* lockProject(projectId)
    const changes = new CountChanges()
    for (const chunk of chunks(ofProject)) {
      changes.remove(yield* replaced(projectId, chunk))
      changes.add(chunk)
      yield* rowsOf(upsertText(chunk.length), chunk.flatMap(valuesOf))
    }
    yield* changes.apply(projectId)
  }
}

/** The rows of each project; of two with one ID the later stays, for one statement may not write a row twice. */
function byProject(rows: TaskRow[]): [string, TaskRow[]][] {
  const projects = new Map<string, Map<string, TaskRow>>()
  for (const row of rows) {
    const ofProject = projects.get(row.project_id) ?? new Map<string, TaskRow>()
    projects.set(row.project_id, ofProject.set(row.id, row))
  }
  const sorted = [...projects].sort(([one], [other]) => (one < other ? -1 : 1))
  return sorted.map(([projectId, byId]) => [projectId, [...byId.values()]])
}

/**
 * Makes the writers of a project follow one another: what one has read of it is still so when it writes, and the counts stay
 * right. Engines that do not wait report a conflict instead, which is tried again.
 */
function* lockProject(projectId: string): Plan<void> {
  const text = `INSERT INTO projects (project_id, writes) VALUES (?, 1)
    ON CONFLICT (project_id) DO UPDATE SET writes = projects.writes + 1`
  yield* rowsOf(text, [projectId])
}

/**
 * What the rows of a chunk replace. Subqueries can but look each row up by its key. With `id IN (...)`, or a join, both engines read
 * the whole project as long as they have no statistics, which is what an import starts with.
 */
function* replaced(projectId: string, chunk: TaskRow[]): Plan<Counted[]> {
  const lookUp = (column: string) =>
    `(SELECT ${column} FROM tasks WHERE project_id = ? AND id = wanted.column1) AS ${column}`
  const wanted = chunk.map(() => '(?)').join(', ')
  const text = `SELECT ${lookUp('name')}, ${lookUp('status')} FROM (VALUES ${wanted}) AS wanted`
  const rows = yield* rowsOf<Counted | Record<keyof Counted, null>>(text, [
    projectId,
    projectId,
    ...chunk.map(({ id }) => id),
  ])
  return rows.filter((row) => row.name !== null)
}

function upsertText(count: number): string {
  const row = `(${WRITTEN_COLUMNS.map(() => '?').join(', ')})`
  const values = Array.from({ length: count }, () => row).join(', ')
  const changed = WRITTEN_COLUMNS.filter((column) => column !== 'project_id' && column !== 'id')
  return `INSERT INTO tasks (${WRITTEN_COLUMNS.join(', ')}) VALUES ${values}
    ON CONFLICT (project_id, id) DO UPDATE SET ${changed.map((column) => `${column} = excluded.${column}`).join(', ')}`
}

function valuesOf(row: TaskRow): Value[] {
  return WRITTEN_COLUMNS.map((column) => row[column])
}

/** Removes at most `limit` tasks of a project, the oldest first, that were created before a time and are not running. */
export function* removeOld(projectId: string, time: number, limit: number): Plan<number> {
  yield* lockProject(projectId)
  const found = yield* findOld(projectId, time, limit)
  const changes = new CountChanges()
  changes.remove(found)
  for (const { id } of found) yield* rowsOf('DELETE FROM tasks WHERE project_id = ? AND id = ?', [projectId, id])
  yield* changes.apply(projectId)
  return found.length
}

/** What may be removed of a project, the oldest first. */
export function* findOld(projectId: string, time: number, limit: number): Plan<(Counted & { id: string })[]> {
  const text = `SELECT id, name, status FROM tasks WHERE project_id = ? AND newest_first > ? AND status <> ?
    ORDER BY newest_first DESC, id DESC LIMIT ?`
  return yield* rowsOf(text, [projectId, -time, KEPT, limit])
}

function chunks<Item>(items: Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, at) => items.slice(at * CHUNK, (at + 1) * CHUNK))
}
