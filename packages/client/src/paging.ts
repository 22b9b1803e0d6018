import { assertNumber } from './checks.ts'
import type { RequestOptions } from './client.ts'
import { queryParameters } from './document.gen.ts'
import { assertKnownNames } from './known-names.ts'
import type { ListQuery } from './query.ts'
import type { Task, TaskList } from './schema.gen.ts'
import type { PageAnswer } from './transport/try-once.ts'

/** Reads one page, with its answer. */
export type PageSource = (query: ListQuery, options: RequestOptions) => Promise<PageAnswer>

/** Tasks that are read page by page while they are iterated. Each iteration starts anew. */
export type TaskIterable = AsyncIterable<Task> & {
  /** The first tasks, at most `limit` of them; without it all, however many they are. */
  toArray(options?: { limit?: number | undefined }): Promise<Task[]>
}

/**
 * Offset paging that stays right while the list moves.
 *
 * Every page but the first begins with the last task of the one before. When that task is no longer known there, tasks in front of
 * it have vanished and unseen ones have moved to lower offsets: the reading steps back until a page begins with a task that was
 * seen. What was seen before is left out. This needs only that the order of two tasks never changes.
 */
export async function* iteratePages(
  read: PageSource,
  query: ListQuery,
  options: RequestOptions,
): AsyncGenerator<TaskList, void, undefined> {
  const first = query.offset ?? 0
  // A page of one would hold nothing but the repeated task.
  const limit = query.limit === 1 ? 2 : (query.limit ?? queryParameters.limit.maximum)
  const seen = new Set<string>()
  let window: ListQuery = query
  for (let offset = first; ; ) {
    const { page, response } = await read({ ...window, offset, limit } as ListQuery, options)
    if (seen.size === 0) window = freeze(query, response.headers)
    const { tasks, total_count: total } = page
    const isAnchored = offset === first || (tasks[0] !== undefined && seen.has(tasks[0].id))
    if (isAnchored) {
      const fresh = tasks.filter(({ id }) => !seen.has(id) && seen.add(id))
      if (fresh.length > 0 || offset === first) yield { ...page, tasks: fresh }
      const next = offset + tasks.length - 1
      if (next <= offset || offset + tasks.length >= total) return
      offset = next
    } else {
      offset = Math.max(first, Math.min(offset, total) - (limit - 1))
    }
  }
}

// A start that no task is older than: whether an end may stand alone, the vendor's own tools disagree.
const EARLIEST = 1e12

/**
 * The query with an end at the time of the first answer, by the clock of the service: one that is behind ours must not hide
 * tasks. A browser may hide the header `Date`; then the window stays open, and only more tasks are seen.
 */
function freeze(query: ListQuery, headers: Headers): ListQuery {
  const date = Date.parse(headers.get('Date') ?? '')
  if (Number.isNaN(date)) return query
  const { start_time, end_time } = query
  // The header is cut to seconds.
  const end = Math.min(date + 999, end_time ? Number(end_time) : Infinity)
  return { ...query, start_time: start_time || EARLIEST, end_time: end }
}

/** The tasks of `pages`, one by one. */
export function tasksOf(pages: () => AsyncIterable<TaskList>): TaskIterable {
  async function* iterate() {
    for await (const { tasks } of pages()) yield* tasks
  }
  return {
    [Symbol.asyncIterator]: iterate,
    async toArray(options = {}) {
      assertKnownNames('toArray option', options, ['limit'])
      const { limit = Number.POSITIVE_INFINITY } = options
      assertNumber('limit', options.limit ?? 0, 0)
      const found: Task[] = []
      if (limit === 0) return found
      for await (const task of iterate()) if (found.push(task) >= limit) break
      return found
    },
  }
}
