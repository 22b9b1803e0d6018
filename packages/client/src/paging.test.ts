import { expect, test } from 'vitest'
import { queryParameters } from './document.gen.ts'
import type { Task } from './schema.gen.ts'
import { clientOf } from './testing/client-of.ts'
import { pageExample } from './testing/document-examples.ts'
import { errorOf } from './testing/error-of.ts'
import { serve, type TestServer } from './testing/serve.ts'
import { parseTimestamp } from './timestamp.ts'

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

/** A list that honours the window, by a clock that shows `date`; after the first answer a task appears that is as new as `newcomer`. */
async function serveWindow(list: Task[], date: string, newcomer?: string): Promise<TestServer> {
  const tasks = [...list]
  return serve(({ url }, response) => {
    const { searchParams } = new URL(url ?? '', 'http://localhost')
    const start = Number(searchParams.get('start_time'))
    const end = Number(searchParams.get('end_time') ?? Infinity)
    // As the service does.
    if (start > end) return void response.writeHead(400).end()
    const offset = Number(searchParams.get('offset'))
    const found = tasks.filter(({ create_time }) => start <= secondOf(create_time) && secondOf(create_time) <= end)
    const page = found.slice(offset, offset + Number(searchParams.get('limit')))
    response.setHeader('Date', date)
    response.end(JSON.stringify({ total_count: found.length, actions: [], tasks: page }))
    if (newcomer) tasks.unshift({ ...EXAMPLE, id: 'newcomer', create_time: newcomer })
    newcomer = undefined
  })
}
const secondOf = (text: string) => parseTimestamp(text).getTime()
const windowOf = (server: TestServer) =>
  server.requests.map(({ url }) => {
    const { searchParams } = new URL(url ?? '', 'http://localhost')
    return [searchParams.get('start_time'), searchParams.get('end_time')]
  })

const CREATED = secondOf(EXAMPLE.create_time)
const utc = (time: number) => new Date(time).toUTCString()
const AN_HOUR = 3_600_000

test('freezes the window at the time of the first answer, by the clock of the service', async () => {
  const list = listOf(maximum + 10)
  const server = await serveWindow(list, utc(CREATED + AN_HOUR), '2100-01-01T00:00:00+0000')
  expect(await idsOf(server, { status: 'Running' })).toEqual(list.map(({ id }) => id))
  expect(windowOf(server)).toEqual([
    [null, null],
    [expect.stringMatching(/^\d{13}$/), String(CREATED + AN_HOUR + 999)],
  ])
  expect(server.requests[1]?.url).toContain('status=Running')
})

test('keeps the window of the caller', async () => {
  const list = listOf(maximum + 10)
  const before = { start_time: new Date(CREATED), end_time: CREATED + 5 }
  const ended = await serveWindow(list, utc(CREATED + AN_HOUR))
  expect(await idsOf(ended, before)).toHaveLength(list.length)
  expect(windowOf(ended)).toEqual(Array(2).fill([String(CREATED), String(CREATED + 5)]))
  const open = await serveWindow(list, utc(CREATED + AN_HOUR))
  await idsOf(open, { ...before, end_time: 9e12 })
  expect(windowOf(open)[1]).toEqual([String(CREATED), String(CREATED + AN_HOUR + 999)])
})

test.each([
  ['is an hour behind', utc(CREATED - AN_HOUR)],
  ['shows 1970', utc(0)],
  ['shows nothing', 'soon'],
])('misses nothing when the clock of the service %s', async (_, date) => {
  const list = listOf(120)
  const ids = list.map(({ id }) => id)
  expect(await idsOf(await serveWindow(list, date))).toEqual(ids)
  const window = { start_time: CREATED, end_time: 9e12 }
  expect(await idsOf(await serveWindow(list, date), window)).toEqual(ids)
})

test('a clock that shows 1970 and times in another form leave the window open', async () => {
  const server = await serve((_, response) => {
    response.setHeader('Date', utc(0))
    const tasks = listOf(2).map((task) => ({ ...task, create_time: 'soon' }))
    response.end(JSON.stringify({ total_count: maximum + 1, actions: [], tasks }))
  })
  const pages = clientOf(server).pages()
  await pages.next()
  await errorOf(pages.next())
  expect(windowOf(server)[1]).toEqual([null, null])
})

test('a window that begins after the clock of the service stays one', async () => {
  const start = CREATED - AN_HOUR
  const total = maximum + 1
  const server = await serve((_, response) => {
    response.setHeader('Date', utc(start - AN_HOUR))
    const tasks = listOf(2).map((task) => ({ ...task, create_time: 'soon' }))
    response.end(JSON.stringify({ total_count: total, actions: [], tasks }))
  })
  const pages = clientOf(server).pages({ start_time: start, end_time: 9e12 })
  await pages.next()
  await errorOf(pages.next())
  expect(windowOf(server)[1]).toEqual([String(start), String(start)])
})

test('toArray stops reading when it has enough', async () => {
  const server = await serveList(listOf(200))
  expect(await clientOf(server).tasks().toArray({ limit: 50 })).toHaveLength(50)
  expect(server.requests).toHaveLength(1)
  expect(await clientOf(server).tasks().toArray({ limit: 0 })).toEqual([])
  expect(await errorOf(clientOf(server).tasks().toArray({ limit: Number.NaN }))).toMatchObject({ kind: 'usage' })
})

test('reads on when a service gives one task at a time, whatever the limit', async () => {
  const list = listOf(5)
  const server = await serve(({ url }, response) => {
    const offset = Number(new URL(url ?? '', 'http://localhost').searchParams.get('offset'))
    response.end(JSON.stringify({ total_count: list.length, actions: [], tasks: list.slice(offset, offset + 1) }))
  })
  expect(await idsOf(server)).toEqual(list.map(({ id }) => id))
})

test.each([0, 1])(
  'ends with an error on a service that counts 1000 tasks and always gives the same %i',
  async (length) => {
    const server = await serve((_, response) => {
      response.end(JSON.stringify({ total_count: 1000, actions: [], tasks: listOf(length) }))
    })
    const message = expect.stringContaining(`${length} of 1000 tasks`)
    expect(await errorOf(idsOf(server))).toMatchObject({ kind: 'decode', message })
    expect(server.requests.length).toBeLessThan(50)
  },
)

test('ends with an error on a service that has more and never gives it', async () => {
  const total = maximum + 10
  const server = await serve(({ url }, response) => {
    const tasks = url?.includes('offset=0') ? listOf(maximum) : []
    response.end(JSON.stringify({ total_count: total, actions: [], tasks }))
  })
  const message = expect.stringContaining(`${maximum} of ${total} tasks`)
  expect(await errorOf(idsOf(server))).toMatchObject({ kind: 'decode', status: 200, message })
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
