import type { Query } from '@rds-tasklist/query'
import type { Task, TaskList } from '../schema.gen.ts'
import { parseTimestamp } from '../timestamp.ts'

/** What the document says that a valid query gets: filter, order, page, and totals over all that match. */
export function listOf(tasks: readonly Task[], { offset, limit, start_time, end_time, ...exact }: Query): TaskList {
  const [from, to] = [Number(start_time ?? Number.NEGATIVE_INFINITY), Number(end_time ?? Number.POSITIVE_INFINITY)]
  const matching = tasks
    .filter((task) => Object.entries(exact).every(([name, value]) => task[name as keyof Task] === value))
    .map((task) => ({ task, created: parseTimestamp(task.create_time).getTime() }))
    .filter(({ created }) => created >= from && created <= to)
    .sort((one, other) => other.created - one.created || (one.task.id < other.task.id ? -1 : 1))
    .map(({ task }) => task)
  return {
    total_count: matching.length,
    actions: [...new Set(matching.map(({ name }) => name))].sort(),
    tasks: matching.slice(offset, offset + limit),
  }
}
