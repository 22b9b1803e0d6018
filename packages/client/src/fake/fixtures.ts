import { UsageError } from '../errors.ts'
import type { Task, TaskStatus } from '../schema.gen.ts'
import { documentedTasks } from './document.ts'

/** The tasks of the document's examples: one that is running, one that is complete, one that failed. */
export const exampleTasks: readonly Readonly<Task>[] = documentedTasks

let made = 0

/**
 * A task for tests: the document's example of its state (running, unless told otherwise) with an ID of its own and `changes`. So
 * `exampleTask({ status: 'Failed' })` has a `fail_reason`, and its `process` is empty.
 */
export function exampleTask(changes: Partial<Task> = {}): Task {
  const { status = 'Running' satisfies TaskStatus } = changes
  const example = exampleTasks.find((task) => task.status === status) ?? exampleTasks[0]
  made += 1
  return { ...(example as Task), id: made.toString(16).padStart(32, '0'), ...changes }
}

/** A time as the document writes it, in UTC and cut down to whole seconds: for `create_time` and `end_time`. */
export function formatTimestamp(time: Date | number): string {
  const date = new Date(time)
  if (Number.isNaN(date.getTime())) throw new UsageError('A timestamp needs a valid Date, or milliseconds since 1970.')
  return date.toISOString().replace(/\.\d+Z$/, '+0000')
}
