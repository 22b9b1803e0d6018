import type { Task } from '@rds-tasklist/client'

/** A task as it is kept: the document's `Task`, and the project that it belongs to. */
export type StoredTask = Task & { project_id: string }

/** What a request filters by. Every member that is there must match; times are milliseconds since 1970-01-01 UTC, both inclusive. */
export type TaskFilter = {
  id?: string
  instance_id?: string
  order_id?: string
  name?: string
  status?: string
  createdFrom?: number
  createdTo?: number
}

/** How many tasks to skip, and how many to give at most. */
export type Window = { offset: number; limit: number }

/** A page, and what is known of all tasks that match: their number, and their names, distinct and sorted. All of one snapshot. */
export type StoredPage = { total: number; actions: string[]; tasks: Task[] }

/**
 * Where tasks are kept. Every query names one project and sees nothing of another. Order: `create_time` descending, then `id`
 * ascending. Each method rejects with `StoreUnavailable` when the database cannot answer in time.
 */
export type TaskStore = {
  /** A page of the tasks that match. */
  page(projectId: string, filter: TaskFilter, window: Window): Promise<StoredPage>
  /** Puts tasks in, or in place of those with the same project and ID, in one transaction; the later of two wins. */
  upsert(tasks: StoredTask[]): Promise<void>
  /** The tasks of a state, over all projects: what the simulator works on. */
  withStatus(status: string, limit: number): Promise<StoredTask[]>
  /** Removes at most `limit` tasks that were created before this time (milliseconds) and are not running; resolves with how many. */
  removeCreatedBefore(time: number, limit: number): Promise<number>
  /** Rejects when the database does not answer. */
  ping(): Promise<void>
  close(): Promise<void>
}

/** The database did not answer, or not in time. A later try can succeed. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
}
