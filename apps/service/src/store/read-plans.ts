import { type Plan, rowsOf, tuplesOf, type Value } from './plan.ts'
import { TASK_COLUMNS, type TaskTuple, taskOf } from './task-row.ts'
import type { StoredPage, StoredTask, TaskFilter, Window } from './task-store.ts'

type Condition = { text: string; values: Value[] }

const COLUMNS = TASK_COLUMNS.join(', ')
const EXACT = ['id', 'instance_id', 'order_id', 'name', 'status'] as const
/** What `task_counts` can tell apart. */
const COUNTED: (keyof TaskFilter)[] = ['name', 'status']

/** The document counts in 32 bits. */
const MAX_TOTAL = 2 ** 31 - 1

/** A bare `LIMIT ?` makes SQLite plan the statement again whenever it is given a value, for the value might change the plan. */
const LIMIT = 'LIMIT CAST(? AS bigint)'
const SLICE = `${LIMIT} OFFSET CAST(? AS bigint)`

/** From here on it is cheaper to skip within an index and to fetch the rows of the page alone. Measured, see README.md. */
const DEFERRED_FROM = 100

/** A page: the numbers first, since an empty page needs no more, and a late one is read from the end. */
export function* readPage(projectId: string, filter: TaskFilter, window: Window): Plan<StoredPage> {
  const condition = conditionOf(projectId, filter)
  const counts = yield* countByName(condition, filter)
  const total = counts.reduce((sum, count) => sum + Number(count.total), 0)
  const tasks = yield* readTasks(condition, window, total)
  return { total, actions: counts.map(({ name }) => name), tasks }
}

/** How many tasks of each name match. Where the kept counts cannot tell, the tasks are counted. */
function* countByName(
  { text, values }: Condition,
  filter: TaskFilter,
): Plan<{ name: string; total: number | string }[]> {
  const asked = Object.entries(filter).filter(([, value]) => value !== undefined)
  const kept = asked.every(([key]) => COUNTED.includes(key as keyof TaskFilter))
  // The sum of bigints is a numeric in PostgreSQL; either comes as a text there. The limit keeps SQLite from reading the whole
  // project by `tasks_by_name` to save itself the grouping: it takes the index of the condition then.
  const source = kept
    ? `sum(total) AS total FROM task_counts WHERE ${text}`
    : `count(*) AS total FROM (SELECT name FROM tasks WHERE ${text} LIMIT ${MAX_TOTAL}) AS matching`
  return yield* rowsOf(`SELECT name, ${source} GROUP BY name ORDER BY name`, values)
}

function* readTasks(condition: Condition, { offset, limit }: Window, total: number): Plan<StoredPage['tasks']> {
  const size = Math.min(limit, total - offset)
  if (size <= 0) return []
  const behind = total - offset - size
  const fromEnd = behind < offset
  const direction = fromEnd ? ' DESC' : ''
  const order = `ORDER BY newest_first${direction}, id${direction}`
  const skip = fromEnd ? behind : offset
  const select = skip < DEFERRED_FROM ? directSelect(condition, order) : deferredSelect(condition, order)
  const tuples = yield* tuplesOf<TaskTuple>(select.text, [...condition.values, size, skip, ...select.values])
  const tasks = tuples.map(taskOf)
  return fromEnd ? tasks.reverse() : tasks
}

function directSelect({ text }: Condition, order: string): Condition {
  return { text: `SELECT ${COLUMNS} FROM tasks WHERE ${text} ${order} ${SLICE}`, values: [] }
}

/** Skips within the index, then fetches the rows of the page alone. */
function deferredSelect({ text, values }: Condition, order: string): Condition {
  const page = `SELECT id AS page_id FROM tasks WHERE ${text} ${order} ${SLICE}`
  return {
    text: `SELECT ${COLUMNS} FROM (${page}) AS page CROSS JOIN tasks WHERE project_id = ? AND id = page_id ${order}`,
    values: values.slice(0, 1),
  }
}

/** What a filter means. The project is always its first value. */
function conditionOf(projectId: string, filter: TaskFilter): Condition {
  const parts = ['project_id = ?']
  const values: Value[] = [projectId]
  const add = (part: string, value: Value | undefined) => {
    if (value === undefined) return
    parts.push(part)
    values.push(value)
  }
  for (const column of EXACT) add(`${column} = ?`, filter[column])
  const { createdFrom, createdTo } = filter
  add('newest_first <= ?', createdFrom === undefined ? undefined : -createdFrom)
  add('newest_first >= ?', createdTo === undefined ? undefined : -createdTo)
  return { text: parts.join(' AND '), values }
}

/** The projects that ever had a task. What concerns all of them goes from one to the next, so that each query names one. */
export function* projectIds(): Plan<string[]> {
  const rows = yield* rowsOf<{ project_id: string }>('SELECT project_id FROM projects ORDER BY project_id')
  return rows.map(({ project_id }) => project_id)
}

/** At most `limit` tasks of a state, over all projects. */
export function* readWithStatus(status: string, limit: number): Plan<StoredTask[]> {
  const text = `SELECT ${COLUMNS} FROM tasks WHERE project_id = ? AND status = ? ORDER BY newest_first, id ${LIMIT}`
  const found: StoredTask[] = []
  for (const projectId of yield* projectIds()) {
    if (found.length >= limit) break
    const tuples = yield* tuplesOf<TaskTuple>(text, [projectId, status, limit - found.length])
    for (const tuple of tuples) found.push({ project_id: projectId, ...taskOf(tuple) })
  }
  return found
}
