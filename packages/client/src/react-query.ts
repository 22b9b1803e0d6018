import type { Client } from './client.ts'
import { clock } from './clock.ts'
import { queryParameters } from './document.gen.ts'
import { type AnyRdsError, TaskNotFoundError } from './errors.ts'
import type { ListQuery } from './query.ts'
import type { Task, TaskList } from './schema.gen.ts'
import { adaptiveInterval, type Interval } from './wait/interval.ts'
import { isPassing } from './wait/poll.ts'
import { hasEnded } from './wait/watch.ts'

export { uniqueTasks } from './unique-tasks.ts'

/** Options for `useQuery`, `fetchQuery` and the like. Every key begins with `client.url`, which holds no credentials. */
export type QueryOptions<Data, Context = unknown> = {
  queryKey: readonly [url: string, kind: 'tasks' | 'pages' | 'task', of: ListQuery | string]
  queryFn: (context: { signal: AbortSignal } & Context) => Promise<Data>
  /** Tells the library the type of the errors, too. */
  retry: (failures: number, error: AnyRdsError) => boolean
}

// The client has retried what is worth it: four attempts here would be sixteen requests.
const retry = () => false

/**
 * One page: `useQuery(tasksQuery(client, { status: 'Running' }))`. A query with the time of the moment is another one at each
 * rendering; keep such a time in a state.
 */
export function tasksQuery(client: Client, query: ListQuery = {}): QueryOptions<TaskList> {
  return { queryKey: [client.url, 'tasks', query], queryFn: ({ signal }) => client.list(query, { signal }), retry }
}

/** Options for `useInfiniteQuery`. */
export type InfiniteQueryOptions = QueryOptions<TaskList, { pageParam: number }> & {
  initialPageParam: number
  getNextPageParam: (page: TaskList, pages: TaskList[], offset: number) => number | undefined
}

/**
 * Page after page: `useInfiniteQuery(tasksInfiniteQuery(client))`, `limit` tasks each (the most that the document allows when left out).
 * A task that appears meanwhile moves the others back, so one can stand on two pages: see {@link uniqueTasks}. One that vanishes can hide
 * another until the next refresh; `client.tasks` prevents that.
 */
export function tasksInfiniteQuery(client: Client, query: ListQuery = {}): InfiniteQueryOptions {
  const { limit = queryParameters.limit.maximum } = query
  return {
    queryKey: [client.url, 'pages', query],
    queryFn: ({ signal, pageParam }) => client.list({ ...query, limit, offset: pageParam }, { signal }),
    initialPageParam: query.offset ?? 0,
    getNextPageParam: ({ tasks, total_count }, _pages, offset) => {
      const next = offset + tasks.length
      return tasks.length > 0 && next < total_count ? next : undefined
    },
    retry,
  }
}

/** One task: `useQuery(taskQuery(client, id))`. */
export function taskQuery(client: Client, id: string): QueryOptions<Task> {
  return { queryKey: [client.url, 'task', id], queryFn: ({ signal }) => client.get(id, { signal }), retry }
}

type PolledQuery = {
  state: { data?: Task | undefined; error: unknown; dataUpdateCount: number; errorUpdateCount: number }
}

/** Options for `useQuery` that also poll. */
export type PollingQueryOptions = QueryOptions<Task> & {
  retryDelay: number
  refetchInterval: (query: PolledQuery) => number | false
}

// A new task shows only after some seconds.
const GRACE = { attempts: 15, pause: 1000 }

/**
 * One task, polled until it has ended: at the pace of its progress, through 5xx, 429 and lost connections, and for 15 s while there is no
 * such task yet. Shares its key with {@link taskQuery}.
 */
export function endOfTaskQuery(client: Client, id: string): PollingQueryOptions {
  return {
    ...taskQuery(client, id),
    retry: (failures, error) => failures < GRACE.attempts && TaskNotFoundError.is(error),
    retryDelay: GRACE.pause,
    refetchInterval: pauseBeforeNext,
  }
}

// The library asks at every rendering, and an interval takes each call for a poll.
const polls = new WeakMap<PolledQuery, { interval: Interval; updates: number; pause: number }>()

function pauseBeforeNext(query: PolledQuery): number | false {
  const { data, error, dataUpdateCount, errorUpdateCount } = query.state
  if (error ? !isPassing(error) : data === undefined || hasEnded(data)) return false
  const updates = dataUpdateCount + errorUpdateCount
  const last = polls.get(query) ?? { interval: adaptiveInterval(), updates: -1, pause: 0 }
  if (last.updates === updates) return last.pause
  const pause = last.interval(data, clock.now())
  polls.set(query, { interval: last.interval, updates, pause })
  return pause
}
