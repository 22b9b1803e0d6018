import { QueryClient, QueryClientProvider, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { createElement, type FunctionComponent } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import useSWR from 'swr'
import useSWRInfinite from 'swr/infinite'
import useSWRSubscription from 'swr/subscription'
import { createClient, type Task } from '../src/index.ts'
import { tasksInfiniteQuery, tasksQuery, uniqueTasks } from '../src/react-query.ts'
import { taskSwrSubscription, tasksSwr, tasksSwrInfinite } from '../src/swr.ts'

// A page for tests in a browser. It is bundled and opened with the name of a component as its hash.
const client = createClient({
  endpoint: location.origin,
  projectId: '0'.repeat(32),
  credentials: { token: 'any' },
  // No limit ends a request before the library does.
  attemptTimeout: 3_600_000,
  deadline: 3_600_000,
})

type Shown = { tasks?: Task[] | undefined; error?: unknown; more?: (() => void) | undefined }

function show({ tasks, error, more }: Shown) {
  const text = error
    ? `error ${(error as { status?: number }).status}`
    : tasks?.map(({ id, status }) => `${id} ${status}`).join()
  return createElement('button', { type: 'button', onClick: more, disabled: more === undefined }, text ?? 'pending')
}

const components: Record<string, FunctionComponent> = {
  'react-query': () => {
    const { data, error } = useQuery(tasksQuery(client))
    return show({ tasks: data?.tasks, error })
  },
  'react-query pages': () => {
    const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery(tasksInfiniteQuery(client, { limit: 2 }))
    return show({
      tasks: data && uniqueTasks(data.pages),
      error,
      more: hasNextPage ? () => fetchNextPage() : undefined,
    })
  },
  swr: () => {
    const { data, error } = useSWR(...tasksSwr(client))
    return show({ tasks: data?.tasks, error })
  },
  'swr pages': () => {
    const [getKey, fetcher, options] = tasksSwrInfinite(client, { limit: 2 })
    const { data, error, size, setSize } = useSWRInfinite(getKey, fetcher, options)
    const hasMore = data !== undefined && getKey(size, data.at(-1) ?? null) !== null
    return show({ tasks: data && uniqueTasks(data), error, more: hasMore ? () => setSize(size + 1) : undefined })
  },
  'swr subscription': () => {
    const { data, error } = useSWRSubscription(...taskSwrSubscription(client, 'task-0', { interval: 1 }))
    return show({ tasks: data && [data], error })
  },
}

const shown = components[decodeURIComponent(location.hash.slice(1))]
if (shown === undefined) throw new Error(`There is no component ${location.hash}.`)
const root: Root = createRoot(document.body)
root.render(createElement(QueryClientProvider, { client: new QueryClient() }, createElement(shown)))
Object.assign(globalThis, { unmount: () => root.unmount() })
