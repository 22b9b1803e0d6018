import { EventEmitter, once } from 'node:events'
import { InfiniteQueryObserver, QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createClient } from './client.ts'
import { taskQuery, tasksInfiniteQuery, tasksQuery, uniqueTasks } from './react-query.ts'
import { clientOf, PROJECT_ID, TOKEN } from './testing/client-of.ts'
import { pageExample } from './testing/document-examples.ts'
import { serveList } from './testing/serve-list.ts'
import { useVirtualClock } from './testing/virtual-clock.ts'

const [running] = pageExample('running').tasks
if (running === undefined) throw new Error('The example has a task.')

function cache(): QueryClient {
  const queries = new QueryClient()
  onTestFinished(() => queries.clear())
  return queries
}

test('one page is read and kept under a key without credentials', async () => {
  const { endpoint, requests } = await serveList([running])
  const queries = cache()
  const options = tasksQuery(clientOf({ endpoint }), { status: 'Running' })
  expect(await queries.fetchQuery(options)).toMatchObject({ total_count: 1, tasks: [running] })
  expect(requests.map(({ url }) => new URL(url ?? '', endpoint).search)).toEqual(['?status=Running'])
  expect(queries.getQueryData(options.queryKey)).toMatchObject({ tasks: [running] })
  expect(options.queryKey[0]).toBe(`${endpoint}/v3/${PROJECT_ID}/tasklist`)
  expect(
    JSON.stringify(
      queries
        .getQueryCache()
        .getAll()
        .map(({ queryKey }) => queryKey),
    ),
  ).not.toContain(TOKEN)
})

test('what differs in client, kind, query or task is kept apart, and what does not is read once', async () => {
  const tasks = [running, { ...running, id: 'other' }]
  const [one, two] = [await serveList(tasks), await serveList(tasks)]
  const queries = cache()
  const read = async () => {
    for (const client of [one, two].map(({ endpoint }) => clientOf({ endpoint }))) {
      for (const query of [{}, { status: 'Running' }, { status: 'Failed' }] as const) {
        await queries.fetchQuery({ ...tasksQuery(client, query), staleTime: 'static' })
        await queries.fetchInfiniteQuery({ ...tasksInfiniteQuery(client, query), staleTime: 'static' })
      }
      for (const { id } of tasks) {
        expect(await queries.fetchQuery({ ...taskQuery(client, id), staleTime: 'static' })).toMatchObject({ id })
      }
    }
    return [one.requests.length, two.requests.length]
  }
  expect(await read()).toEqual([8, 8])
  expect(await read()).toEqual([8, 8])
})

test('what the client has given up is not tried again', async () => {
  const { pauses } = useVirtualClock()
  const { endpoint, requests } = await serveList([], { fail: () => 503 })
  await expect(cache().fetchQuery(tasksQuery(clientOf({ endpoint })))).rejects.toMatchObject({ status: 503 })
  expect(requests).toHaveLength(pauses.length + 1)
})

test('a query that nobody observes any more ends its request', async () => {
  const hanging = new EventEmitter()
  const { endpoint } = await serveList([], { hang: (request) => void hanging.emit('arrived', request) })
  // The time limits of the client would end it as well.
  const [attemptTimeout, deadline] = [120_000, 120_000]
  const client = createClient({
    endpoint,
    projectId: PROJECT_ID,
    credentials: { token: TOKEN },
    attemptTimeout,
    deadline,
  })
  const unsubscribe = new QueryObserver(cache(), tasksQuery(client)).subscribe(() => {})
  const [request] = await once(hanging, 'arrived')
  const closed = once(request.socket, 'close')
  unsubscribe()
  await closed
}, 15_000)

test('pages follow each other to the end, and a task that has moved on stands in the list once', async () => {
  const tasks = Array.from({ length: 5 }, (_, index) => ({ ...running, id: `task-${index}` }))
  const { endpoint, requests } = await serveList(tasks)
  const pages = new InfiniteQueryObserver(cache(), tasksInfiniteQuery(clientOf({ endpoint }), { limit: 2 }))
  onTestFinished(pages.subscribe(() => {}))
  await vi.waitFor(() => expect(pages.getCurrentResult().isSuccess).toBe(true))
  tasks.unshift({ ...running, id: 'new' })
  while (pages.getCurrentResult().hasNextPage) await pages.fetchNextPage()
  const { data } = pages.getCurrentResult()
  expect(data?.pages.map((page) => page.tasks.map(({ id }) => id))).toEqual([
    ['task-0', 'task-1'],
    ['task-1', 'task-2'],
    ['task-3', 'task-4'],
  ])
  expect(uniqueTasks(data?.pages).map(({ id }) => id)).toEqual(['task-0', 'task-1', 'task-2', 'task-3', 'task-4'])
  expect(requests.map(({ url }) => new URL(url ?? '', endpoint).searchParams.get('offset'))).toEqual(['0', '2', '4'])
})

test('an offset is where the first page begins, and an empty page is the last', async () => {
  const { endpoint } = await serveList([running])
  const queries = cache()
  const options = { ...tasksInfiniteQuery(clientOf({ endpoint }), { offset: 7 }), pages: 3 }
  const { pages, pageParams } = await queries.fetchInfiniteQuery(options)
  expect(pages.map(({ tasks }) => tasks)).toEqual([[]])
  expect(pageParams).toEqual([7])
  // The list has shrunk since its total was counted.
  expect(options.getNextPageParam({ total_count: 9, actions: [], tasks: [] }, [], 7)).toBeUndefined()
})
