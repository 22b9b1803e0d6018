import type { Task, TaskList } from './schema.gen.ts'

/** The tasks of several pages, each once, in the state that was seen last. */
export function uniqueTasks(pages: readonly TaskList[] = []): Task[] {
  return [...new Map(pages.flatMap(({ tasks }) => tasks).map((task) => [task.id, task])).values()]
}
