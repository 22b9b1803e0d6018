import type { TaskList } from '@rds-tasklist/client'
import type { Query } from '@rds-tasklist/query'
import type { TaskFilter, TaskStore } from './store/task-store.ts'

/** Answers ListTasks: a page of the project's tasks, and what is known of all that match. */
export async function listTasks(store: Pick<TaskStore, 'page'>, projectId: string, query: Query): Promise<TaskList> {
  const { offset, limit } = query
  const { total, actions, tasks } = await store.page(projectId, filterOf(query), { offset, limit })
  return { total_count: total, actions, tasks }
}

function filterOf({ offset: _offset, limit: _limit, start_time, end_time, ...exact }: Query): TaskFilter {
  return {
    ...(exact as TaskFilter),
    ...(start_time !== undefined && { createdFrom: Number(start_time) }),
    ...(end_time !== undefined && { createdTo: Number(end_time) }),
  }
}
