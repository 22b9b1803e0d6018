import type { Client } from './client.ts'
import { queryParameters } from './document.gen.ts'
import type { AnyRdsError } from './errors.ts'
import type { ListQuery } from './query.ts'
import type { Task, TaskList } from './schema.gen.ts'
import type { WaitOptions } from './wait/options.ts'
import { watch } from './wait/watch.ts'

export { uniqueTasks } from './unique-tasks.ts'

type Key<Kind, Of> = readonly [url: string, kind: Kind, of: Of]

/** `useSWRInfinite` infers the type of the errors from this; `useSWR` infers none: `useSWR<TaskList, AnyRdsError>(…)`. */
export type SwrOptions = { shouldRetryOnError: (error: AnyRdsError) => boolean }

/** The arguments of `useSWR`. Every key begins with `client.url`, which holds no credentials. */
export type SwrArguments<SwrKey, Data> = [key: SwrKey, fetcher: () => Promise<Data>, options: SwrOptions]

// The client has retried what is worth it; SWR would go on for ever.
const options: SwrOptions = { shouldRetryOnError: () => false }

/**
 * One page: `useSWR(...tasksSwr(client, { status: 'Running' }))`. SWR has no signal: what is no longer needed is still read to its end.
 * A query with the time of the moment is another one at each rendering; keep such a time in a state.
 */
export function tasksSwr(client: Client, query: ListQuery = {}): SwrArguments<Key<'tasks', ListQuery>, TaskList> {
  return [[client.url, 'tasks', query], () => client.list(query), options]
}

/** One task: `useSWR(...taskSwr(client, id))`. */
export function taskSwr(client: Client, id: string): SwrArguments<Key<'task', string>, Task> {
  return [[client.url, 'task', id], () => client.get(id), options]
}

/** The arguments of `useSWRInfinite`. */
export type SwrInfiniteArguments = [
  getKey: (index: number, previous: TaskList | null) => Key<'tasks', ListQuery> | null,
  fetcher: (key: Key<'tasks', ListQuery>) => Promise<TaskList>,
  options: SwrOptions,
]

/**
 * Page after page: `useSWRInfinite(...tasksSwrInfinite(client))`, `limit` tasks each (the most that the document allows when left out). A
 * task that appears meanwhile moves the others back, so one can stand on two pages: see {@link uniqueTasks}. One that vanishes can hide
 * another until the next refresh; `client.tasks` prevents that.
 */
export function tasksSwrInfinite(client: Client, query: ListQuery = {}): SwrInfiniteArguments {
  const limit = query.limit ?? queryParameters.limit.maximum
  const getKey = (index: number, previous: TaskList | null): Key<'tasks', ListQuery> | null => {
    const offset = (query.offset ?? 0) + index * limit
    const isPastEnd = previous !== null && (previous.tasks.length === 0 || offset >= previous.total_count)
    return isPastEnd ? null : [client.url, 'tasks', { ...query, offset, limit }]
  }
  return [getKey, ([, , of]) => client.list(of), options]
}

type Next = { next: (error?: AnyRdsError | null, task?: Task) => void }

/** The arguments of `useSWRSubscription`. */
export type SwrSubscriptionArguments = [
  key: Key<'watch', string>,
  subscribe: (key: Key<'watch', string>, next: Next) => () => void,
]

/** Each change of a task until it has ended, as `watch` gives it: `useSWRSubscription(...taskSwrSubscription(client, id))`. */
export function taskSwrSubscription(
  client: Client,
  id: string,
  waitOptions: Omit<WaitOptions, 'signal'> = {},
): SwrSubscriptionArguments {
  const subscribe = (_: unknown, { next }: Next) => {
    const ending = new AbortController()
    forward(watch(client, id, { ...waitOptions, signal: ending.signal }), next).catch((error) => {
      if (!ending.signal.aborted) next(error)
    })
    return () => ending.abort()
  }
  return [[client.url, 'watch', id], subscribe]
}

async function forward(tasks: AsyncIterable<Task>, next: Next['next']): Promise<void> {
  for await (const task of tasks) next(null, task)
}
