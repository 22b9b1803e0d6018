import type { TaskList } from '@rds-tasklist/client'
import type { Operation } from '@rds-tasklist/spec/reader'
import { parameterOf } from '../rules/document.ts'
import { createdOf, type Task } from './task.ts'

/** What a valid query asks for: its values by name, as texts. */
export type Asked = ReadonlyMap<string, string>

const WINDOW = ['offset', 'limit', 'start_time', 'end_time']

/** The tasks that match, in the document's order. */
export function matching(tasks: Task[], asked: Asked): Task[] {
  return tasks.filter((task) => matches(task, asked)).sort(byOrder)
}

/** What the document says that a valid query gets from a project with these tasks. */
export function listOf(operation: Operation, tasks: Task[], asked: Asked): TaskList {
  const found = matching(tasks, asked)
  const [offset, limit] = ['offset', 'limit'].map((name) =>
    Number(asked.get(name) ?? parameterOf(operation, name).schema.default),
  ) as [number, number]
  return { total_count: found.length, actions: actionsOf(found), tasks: found.slice(offset, offset + limit) }
}

/** The names of tasks, distinct and sorted. */
export function actionsOf(tasks: Task[]): string[] {
  return [...new Set(tasks.map(({ name }) => name))].sort(byBytes)
}

/** Latest `create_time` first, equal times by ascending `id`. */
export function byOrder(one: Task, other: Task): number {
  return createdOf(other) - createdOf(one) || byBytes(one.id, other.id)
}

function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other))
}

function matches(task: Task, asked: Asked): boolean {
  const created = createdOf(task)
  if (created < Number(asked.get('start_time') ?? Number.NEGATIVE_INFINITY)) return false
  if (created > Number(asked.get('end_time') ?? Number.POSITIVE_INFINITY)) return false
  return [...asked].every(([name, value]) => WINDOW.includes(name) || task[name as keyof Task] === value)
}
