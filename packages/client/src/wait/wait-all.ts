import { assertId } from '../checks.ts'
import type { Client } from '../client.ts'
import { clock } from '../clock.ts'
import { queryParameters } from '../document.gen.ts'
import { TaskNotFoundError, UsageError } from '../errors.ts'
import type { ListQuery } from '../query.ts'
import type { Task, TaskList } from '../schema.gen.ts'
import { timeOf } from '../timestamp.ts'
import { adaptiveInterval } from './interval.ts'
import { resolveWaitOptions, type WaitAllOptions } from './options.ts'
import { type Poll, poll } from './poll.ts'
import { succeeded } from './wait.ts'
import { hasEnded } from './watch.ts'

const LIMIT = queryParameters.limit.maximum
const SEARCH_PAUSE = 1000
// The pages are read here, and a task that ends passes no status.
const NOT_FOR_ALL = ['offset', 'limit', 'id', 'status'] as const
// A task can move behind a page boundary while a search passes it.
const SEARCHES = 3

/**
 * Waits until all these tasks have ended well, with one list request for each tick, however many they are. A tick reads one page; when
 * not all are on it, the next ticks read on. Once all are known, the requests are narrowed to the time in which they were created.
 *
 * @returns The tasks in the order of `ids`.
 * @throws {@link TaskFailedError} for the first that has failed; {@link TaskNotFoundError} when one is invisible for longer than
 * `grace` and three whole searches; the rest as {@link watch}.
 */
export async function waitAll(client: Client, ids: readonly string[], options: WaitAllOptions = {}): Promise<Task[]> {
  const resolved = resolveWaitOptions(options, ['query'])
  if (!Array.isArray(ids)) throw new UsageError('ids must be an array of task IDs.')
  for (const id of ids) assertId(id)
  const refused = NOT_FOR_ALL.find((name) => options.query?.[name] !== undefined)
  if (refused)
    throw new UsageError(`query must not have ${refused}: all the tasks must pass it to their end, on any page.`)
  const tick = createTick(ids, options.query ?? {}, resolved.grace)
  if (ids.length === 0) return []
  const adapted = adaptiveInterval()
  const ask = async (signal: AbortSignal): Promise<Poll<true>> => {
    const { found, isSearching } = tick.read(await client.list(tick.query(), { signal }))
    const running = [...found.values()].find((task) => !hasEnded(task))
    const done = found.size === new Set(ids).size && running === undefined
    if (isSearching) return { pause: Math.min(SEARCH_PAUSE, resolved.interval ?? SEARCH_PAUSE), done }
    return { pause: resolved.interval ?? adapted(running, clock.now()), done }
  }
  const pauseAfterError = () => resolved.interval ?? adapted(undefined, clock.now())
  for await (const _ of poll(`All of ${ids.length} tasks`, resolved, ask, pauseAfterError));
  return ids.map((id) => tick.found.get(id) as Task)
}

function createTick(ids: readonly string[], base: ListQuery, grace: number) {
  const found = new Map<string, Task>()
  const started = clock.now()
  let offset = 0
  /** The IDs that this search, from the first page on, has not come across yet. */
  let unseen = new Set(ids)
  let misses = 0
  return {
    found,
    query: (): ListQuery => ({
      ...(found.size < new Set(ids).size ? base : narrowed(base, found)),
      offset,
      limit: LIMIT,
    }),
    read(page: TaskList) {
      for (const task of page.tasks) {
        if (!ids.includes(task.id)) continue
        unseen.delete(task.id)
        found.set(task.id, succeeded(task))
      }
      for (const [id, task] of found) if (hasEnded(task)) unseen.delete(id)
      const isLast = page.tasks.length === 0 || offset + page.tasks.length >= page.total_count
      const [missing] = unseen
      if (isLast) misses = missing === undefined ? 0 : misses + 1
      if (isLast && missing !== undefined && misses >= SEARCHES && clock.now() - started >= grace) {
        throw new TaskNotFoundError(`There is no task ${missing} among those of the query.`, { id: missing })
      }
      const isSearching = unseen.size > 0
      offset = isSearching && !isLast ? offset + page.tasks.length : 0
      if (offset === 0) unseen = new Set(ids)
      return { found, isSearching }
    },
  }
}

// Only without a window of the caller: an intersection could be empty.
function narrowed(base: ListQuery, found: ReadonlyMap<string, Task>): ListQuery {
  if (base.start_time !== undefined || base.end_time !== undefined) return base
  const times = [...found.values()].map((task) => timeOf(task.create_time))
  // A time in another form: searching in all tasks only takes longer.
  if (times.some(Number.isNaN)) return base
  // The text is cut to seconds.
  return { ...base, start_time: Math.min(...times), end_time: Math.max(...times) + 999 }
}
