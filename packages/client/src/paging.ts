import { assertNumber } from './checks.ts'
import type { RequestOptions } from './client.ts'
import { epochMillisecondsPattern, headerNames, queryParameters } from './document.gen.ts'
import { DecodeError } from './errors.ts'
import { assertKnownNames } from './known-names.ts'
import type { ListQuery } from './query.ts'
import type { Task, TaskList } from './schema.gen.ts'
import { timeOf } from './timestamp.ts'
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
 * seen. What was seen before is left out. This needs only that the order of two tasks never changes, and pages of two tasks: where
 * a service gives one at a time, whatever the limit, the reading just goes on.
 *
 * @throws {@link DecodeError} when a service says that there are more tasks and never gives them.
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
  let repeats = false
  let idle = 0
  for (let offset = first; ; ) {
    const answer = await read({ ...window, offset, limit } as ListQuery, options)
    const { tasks, total_count: total } = answer.page
    const isFirst = seen.size === 0
    if (isFirst) window = freeze(query, answer)
    const isAnchored: boolean = !repeats || (tasks[0] !== undefined && seen.has(tasks[0].id))
    const fresh = isAnchored ? tasks.filter(({ id }) => !seen.has(id) && seen.add(id)) : []
    if (isFirst || fresh.length > 0) yield { ...answer.page, tasks: fresh }
    if (isAnchored && offset + tasks.length >= total) return
    // For a page without a new task, about as many as it holds must have appeared or vanished meanwhile.
    idle = fresh.length > 0 ? 0 : idle + 1
    const isStuck = idle * (limit - 1) > 2 * (total + seen.size + limit)
    if (isStuck || (isAnchored && tasks.length === 0)) throw stuck(answer, seen.size)
    if (isAnchored) {
      repeats = tasks.length > 1
      offset += tasks.length - Number(repeats)
    } else {
      offset = Math.max(first, Math.min(offset, total) - (limit - 1))
      repeats = offset > first
    }
  }
}

function stuck({ page, response }: PageAnswer, seen: number): DecodeError {
  return new DecodeError(`The service gives ${seen} of ${page.total_count} tasks, and no page with others.`, {
    status: response.status,
    requestId: response.headers.get(headerNames.requestId) ?? undefined,
    bodyExcerpt: '',
    attempts: [],
  })
}

// A start that no task is older than: whether an end may stand alone, the vendor's own tools disagree.
const EARLIEST = 1e12

/**
 * The query with an end at the time of the first answer, by the clock of the service, and never before its newest task or the start:
 * a clock that is behind must not hide tasks. Where there is none, as in a browser that hides the header `Date`, the window stays
 * open, and only more tasks are seen.
 */
function freeze(query: ListQuery, { page, response }: PageAnswer): ListQuery {
  const date = Date.parse(response.headers.get('Date') ?? '')
  if (!new RegExp(epochMillisecondsPattern).test(String(date))) return query
  const start = query.start_time || EARLIEST
  const created = page.tasks.map((task) => timeOf(task.create_time) || 0)
  // All but the start are cut to seconds.
  const end = Math.max(Number(start), Math.max(date, ...created) + 999)
  return query.end_time && Number(query.end_time) <= end ? query : { ...query, start_time: start, end_time: end }
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
