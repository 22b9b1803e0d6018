import { expect, test } from 'vitest'
import { queryParameters } from './document.gen.ts'
import type { Task } from './schema.gen.ts'
import { clientOf } from './testing/client-of.ts'
import { pageExample } from './testing/document-examples.ts'
import { errorOf } from './testing/error-of.ts'
import { serve, type TestServer } from './testing/serve.ts'

const [EXAMPLE] = pageExample('running').tasks as [Task]
const { maximum } = queryParameters.limit
const listOf = (length: number): Task[] => Array.from({ length }, (_, index) => ({ ...EXAMPLE, id: `task-${index}` }))

/** A list by offset and limit; `between` may change it after each answer. */
function serveList(list: Task[], between: (page: number) => unknown = () => {}): Promise<TestServer> {
  let pages = 0
  return serve(({ url }, response) => {
    const { searchParams } = new URL(url ?? '', 'http://localhost')
    const offset = Number(searchParams.get('offset'))
    const tasks = list.slice(offset, offset + Number(searchParams.get('limit')))
    response.end(JSON.stringify({ total_count: list.length, actions: [], tasks }))
    pages += 1
    between(pages)
  })
}

const idsOf = async (server: TestServer, query = {}) =>
  (await clientOf(server).tasks(query).toArray()).map(({ id }) => id)

test.each([0, 1, 49, 50, 51, 99, 100, 101, 230])('reads a list of %i once', async (length) => {
  const list = listOf(length)
  expect(await idsOf(await serveList(list))).toEqual(list.map(({ id }) => id))
})

test.each([1, 2, 3])('reads with a limit of %i', async (limit) => {
  const list = listOf(7)
  expect(await idsOf(await serveList(list), { limit, offset: 2 })).toEqual(list.slice(2).map(({ id }) => id))
})

test('misses nothing when tasks in front vanish, even so many that a page is empty', async () => {
  const list = listOf(150)
  const survivors = list.slice(60).map(({ id }) => id)
  const server = await serveList(list, (page) => page === 1 && list.splice(0, 60))
  expect(await idsOf(server)).toEqual(expect.arrayContaining(survivors))

  const short = listOf(100)
  const shrunk = await serveList(short, (page) => page === 1 && short.splice(0, 60))
  expect(await idsOf(shrunk)).toEqual(
    expect.arrayContaining(
      listOf(100)
        .slice(60)
        .map(({ id }) => id),
    ),
  )
})

test('repeats nothing when tasks appear in front', async () => {
  const list = listOf(120)
  const server = await serveList(list, (page) => list.unshift({ ...EXAMPLE, id: `new-${page}` }))
  const ids = await idsOf(server)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toEqual(expect.arrayContaining(listOf(120).map(({ id }) => id)))
})

test('freezes the window at the time of the first answer, by the clock of the service', async () => {
  const list = listOf(maximum + 10)
  const server = await serve(({ url }, response) => {
    const offset = Number(new URL(url ?? '', 'http://localhost').searchParams.get('offset'))
    response.setHeader('Date', 'Thu, 22 May 2025 13:15:01 GMT')
    response.end(JSON.stringify({ total_count: list.length, actions: [], tasks: list.slice(offset, offset + maximum) }))
  })
  await idsOf(server, { status: 'Running' })
  const [first, second] = server.requests.map(({ url }) => new URL(url ?? '', 'http://localhost').searchParams)
  expect(first?.has('end_time')).toBe(false)
  expect(second?.get('end_time')).toBe(String(Date.UTC(2025, 4, 22, 13, 15, 1, 999)))
  expect(second?.get('start_time')).toMatch(/^\d{13}$/)
  expect(second?.get('status')).toBe('Running')
})

test('toArray stops reading when it has enough', async () => {
  const server = await serveList(listOf(200))
  expect(await clientOf(server).tasks().toArray({ limit: 50 })).toHaveLength(50)
  expect(server.requests).toHaveLength(1)
  expect(await clientOf(server).tasks().toArray({ limit: 0 })).toEqual([])
  expect(await errorOf(clientOf(server).tasks().toArray({ limit: Number.NaN }))).toMatchObject({ kind: 'usage' })
})

test('ends on a service that does not advance', async () => {
  const server = await serve((_, response) => {
    response.end(JSON.stringify({ total_count: 1000, actions: [], tasks: [EXAMPLE] }))
  })
  expect(await idsOf(server)).toEqual([EXAMPLE.id])
})

test('get gives the task, or says that there is none', async () => {
  const server = await serve(({ url }, response) => {
    const tasks = url?.endsWith(`id=${EXAMPLE.id}`) ? [EXAMPLE] : []
    response.end(JSON.stringify({ total_count: tasks.length, actions: [], tasks }))
  })
  expect(await clientOf(server).get(EXAMPLE.id)).toEqual(EXAMPLE)
  expect(await errorOf(clientOf(server).get('nowhere'))).toMatchObject({ kind: 'task-not-found', id: 'nowhere' })
  expect(await errorOf(clientOf(server).get(''))).toMatchObject({ kind: 'usage' })
})
