import type { Task } from '@rds-tasklist/client'
import type { StoredTask, TaskFilter } from './task-store.ts'

/** A task that no store can hold: a text with NUL or half a surrogate pair, or a `create_time` that names no time. */
export class UnstorableTask extends Error {
  override readonly name = 'UnstorableTask'
}

/** What each task must have, besides its project. */
const REQUIRED = [
  'id',
  'name',
  'instance_id',
  'instance_name',
  'instance_status',
  'status',
  'create_time',
  'end_time',
] as const
const OPTIONAL = ['order_id', 'process', 'fail_reason'] as const

/** The columns of `tasks` that make a task again. */
export const TASK_COLUMNS = [...REQUIRED, ...OPTIONAL] as const
const TEXTS = ['project_id', ...TASK_COLUMNS] as const

type Optional = (typeof OPTIONAL)[number]
type Texts = Record<Exclude<(typeof TEXTS)[number], Optional>, string> & Record<Optional, string | null>

/**
 * A row of `tasks`. `newest_first` is minus the milliseconds of `create_time`: newest first, then by ID is thereby one ascending
 * order, which an index gives without `DESC` (not all engines have it there) and without sorting.
 */
export type TaskRow = Texts & { newest_first: number }

/** The columns of `tasks` as they are written. */
export const WRITTEN_COLUMNS = [...TEXTS, 'newest_first'] as const

type ValuesOf<Columns extends readonly (keyof Texts)[]> = { [At in keyof Columns]: Texts[Columns[At]] }

/** A row as its {@link TASK_COLUMNS} in their order. */
export type TaskTuple = ValuesOf<typeof TASK_COLUMNS>

/**
 * The row of a task.
 *
 * @throws {@link UnstorableTask} naming the task and what is wrong with it.
 */
export function rowOf(task: StoredTask): TaskRow {
  for (const column of TEXTS) {
    const text = task[column]
    if (text === undefined || text === null) refuseAbsence(task, column)
    else if (!isStorable(text)) throw unstorable(task, `${column} holds NUL or half a surrogate pair`)
  }
  const created = instantOf(task.create_time)
  if (Number.isNaN(created)) throw unstorable(task, `create_time ${JSON.stringify(task.create_time)} names no time`)
  const { order_id = null, process = null, fail_reason = null } = task
  return { ...task, order_id, process, fail_reason, newest_first: -created }
}

function refuseAbsence(task: StoredTask, column: (typeof TEXTS)[number]): void {
  if (!OPTIONAL.some((optional) => optional === column)) throw unstorable(task, `${column} is missing`)
}

function unstorable({ project_id, id }: StoredTask, why: string): UnstorableTask {
  return new UnstorableTask(`Task ${JSON.stringify(id)} of project ${JSON.stringify(project_id)}: ${why}.`)
}

/** The task of a row; what was absent stays absent. Written out, since it is done for each row of each answer. */
export function taskOf(tuple: TaskTuple): Task {
  const [id, name, instance_id, instance_name, instance_status, status, create_time, end_time, ...optional] = tuple
  const [order_id, process, fail_reason] = optional
  const task: Task = { id, name, instance_id, instance_name, instance_status, status, create_time, end_time }
  if (order_id !== null) task.order_id = order_id
  if (process !== null) task.process = process
  if (fail_reason !== null) task.fail_reason = fail_reason
  return task
}

/** The milliseconds of a time as the document writes it. `Date.parse` wants a colon in the offset. */
function instantOf(time: string): number {
  return Date.parse(`${time.slice(0, -2)}:${time.slice(-2)}`)
}

/** PostgreSQL has no NUL in texts, and half a surrogate pair (the `u` sees no other) has no UTF-8: neither is ever stored. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text)
}

/** Whether a task can match at all. A filter that no engine could take simply matches nothing. */
export function canMatch(projectId: string, { id, instance_id, order_id, name, status }: TaskFilter): boolean {
  return [projectId, id, instance_id, order_id, name, status].every((text) => text === undefined || isStorable(text))
}
