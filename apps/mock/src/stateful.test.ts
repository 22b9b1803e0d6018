import { DEMO_PROJECTS, type StoredPage } from '@rds-tasklist/service'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Answer } from './answer.ts'
import { chancesOf } from './chances.ts'
import { exampleSource } from './examples.ts'
import { type RunningMock, startMock } from './index.ts'
import { loadPrism } from './prism.ts'
import { serve } from './server.ts'
import { checkedSource } from './stateful.ts'
import { type Init, MAX_LIMIT, mockForTest, PATH, send, sendRaw } from './testing.ts'

type Task = StoredPage['tasks'][number]
type TaskList = { total_count: number; actions: string[]; tasks: Task[] }

const NOW = Date.UTC(2026, 0, 15, 12)
const ALLOWED = 'http://127.0.0.1:4000'
const FOREIGN = PATH.replace(DEMO_PROJECTS[0], '0'.repeat(32))

let mock: RunningMock
beforeAll(async () => {
  mock = await startMock({ port: 0, stateful: true, allowedOrigins: [ALLOWED], now: () => NOW })
})
afterAll(() => mock.close())

async function list(query = '', { of = mock, ...init }: Init & { of?: RunningMock } = {}): Promise<TaskList> {
  const response = await send(of, query, init)
  expect(response.status).toBe(200)
  return response.json() as Promise<TaskList>
}

/** Every task, page by page. */
async function all(limit: number, query = ''): Promise<Task[]> {
  const tasks: Task[] = []
  for (;;) {
    const page = await list(`${query}&limit=${limit}&offset=${tasks.length}`)
    if (page.tasks.length === 0) return tasks
    tasks.push(...page.tasks)
  }
}

describe('a list of tasks', () => {
  test('is what its pages put together, whatever their size', async () => {
    const { total_count } = await list()
    const whole = await all(MAX_LIMIT)
    expect(whole).toHaveLength(total_count)
    expect(new Set(whole.map(({ id }) => id)).size).toBe(total_count)
    expect(await all(7)).toEqual(whole)
  })

  test.each(['status', 'name', 'instance_id'] as const)('filtered by %s agrees with its total', async (member) => {
    const whole = await all(MAX_LIMIT)
    for (const value of new Set(whole.map((task) => task[member]))) {
      const expected = whole.filter((task) => task[member] === value)
      const { total_count, actions } = await list(`${member}=${value}`)
      expect(total_count).toBe(expected.length)
      expect(actions).toEqual([...new Set(expected.map(({ name }) => name))].sort())
      expect(await all(MAX_LIMIT, `${member}=${value}`)).toEqual(expected)
    }
  })

  test('is another one in the other project', async () => {
    const [own, other] = await Promise.all(
      DEMO_PROJECTS.map((project) => list('', { path: PATH.replace(DEMO_PROJECTS[0], project) })),
    )
    expect(own?.tasks.map(({ id }) => id)).not.toEqual(other?.tasks.map(({ id }) => id))
  })

  test('depends on the seed and the time alone', async () => {
    const [one, same, other] = await Promise.all(
      [3, 3, 4].map((seed) => mockForTest({ stateful: true, seed, now: () => NOW })),
    )
    expect(await list('', { of: one as RunningMock })).toEqual(await list('', { of: same as RunningMock }))
    expect(await list('', { of: one as RunningMock })).not.toEqual(await list('', { of: other as RunningMock }))
  })

  test('moves on with the time: progress grows, and running tasks end', async () => {
    let now = NOW
    const moving = await mockForTest({ stateful: true, now: () => now })
    const [first] = (await list('status=Running', { of: moving })).tasks
    const seen: Task[] = []
    for (let minute = 0; seen.at(-1)?.status !== 'Completed' && seen.at(-1)?.status !== 'Failed'; minute += 1) {
      now = NOW + minute * 60_000
      seen.push(...(await list(`id=${first?.id}`, { of: moving })).tasks)
    }
    expect(seen.pop()?.process).toBe('')
    const progress = seen.map(({ process }) => Number(process))
    expect(new Set(progress).size).toBeGreaterThan(1)
    expect(progress).toEqual(progress.toSorted((one, other) => one - other))
  })
})

describe('a project that is not in the demo', () => {
  test('is forbidden, before its query is judged and whatever example is preferred', async () => {
    for (const [query, headers] of [
      ['', {}],
      ['limit=0', {}],
      ['', { Prefer: 'example=running' }],
    ] as const) {
      const response = await send(mock, query, { path: FOREIGN, headers })
      expect(response.status).toBe(403)
      expect(await response.json()).toMatchObject({ error_code: 'DBS.280015' })
    }
  })
})

describe('a preferred example', () => {
  test('takes the place of a page', async () => {
    expect((await list('', { headers: { Prefer: 'example=empty-page' } })).tasks).toEqual([])
    expect((await send(mock, '', { headers: { Prefer: 'code=503' } })).status).toBe(503)
    expect((await send(mock, '', { headers: { Prefer: 'example=unheard' } })).status).toBe(400)
  })

  test('comes after the rules of the query', async () => {
    expect((await send(mock, 'limit=0', { headers: { Prefer: 'code=503' } })).status).toBe(400)
  })
})

test.each([
  ['an unknown path', '', { path: '/' }],
  ['a method that is not there', '', { method: 'POST' }],
  ['no credentials', '', { headers: { 'X-Auth-Token': '' } }],
  ['a malformed project ID', '', { path: '/v3/%2e%2e/tasklist' }],
  ['a query that breaks a rule', 'limit=5%23', {}],
  ['a query that breaks a rule, in Chinese', 'limit=0', { headers: { 'X-Language': 'zh-cn' } }],
  ['a page that may not read', '', { headers: { Origin: 'http://evil.example' } }],
  ['a page that may', '', { headers: { Origin: ALLOWED } }],
  [
    'a page that asks first',
    '',
    { method: 'OPTIONS', headers: { Origin: ALLOWED, 'Access-Control-Request-Method': 'GET' } },
  ],
] as [string, string, Init][])('%s gets what the static mock gives it', async (_, query, init) => {
  const still = await mockForTest({ allowedOrigins: [ALLOWED] })
  const [answer, expected] = await Promise.all([send(mock, query, init), send(still, query, init)])
  const seen = ({ status, headers }: Response) => {
    const others = [...headers].filter(([name]) => !['content-length', 'date', 'x-request-id'].includes(name))
    return { status, headers: Object.fromEntries(others.map(([name, value]) => [name, value.split(';')[0]])) }
  }
  expect(seen(answer)).toEqual(seen(expected))
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/)
  if (answer.status === 200 || answer.status === 204) return
  const anyId = { request_id: undefined }
  expect({ ...((await answer.json()) as object), ...anyId }).toEqual({
    ...((await expected.json()) as object),
    ...anyId,
  })
})

test('HEAD has the status and headers of GET and no body', async () => {
  const [head, whole] = [await send(mock, 'limit=3', { method: 'HEAD' }), await send(mock, 'limit=3')]
  expect(head.status).toBe(200)
  expect(head.headers.get('content-length')).toBe(whole.headers.get('content-length'))
  expect(await head.text()).toBe('')
})

test('a # in a query is a character like any other', async () => {
  const request = `GET ${PATH}?unknown=#&limit=0 HTTP/1.1\r\nHost: a\r\nX-Auth-Token: t\r\nConnection: close\r\n\r\n`
  expect(await sendRaw(mock, request)).toMatch(/limit must be at least/)
})

describe('what the service may not answer becomes a 500, and a line on stderr:', () => {
  const headers = { 'content-type': 'application/json', 'x-request-id': '0'.repeat(32) }
  const error = JSON.stringify({ error_code: 'DBS.200005', error_msg: 'Server failure.' })
  const cases: [string, Answer, RegExp][] = [
    ['a status that the document does not have', { status: 418, headers, body: error }, /418 .*status code/],
    ['another 2xx', { status: 204, headers, body: error }, /204 .*status code/],
    ['a body that breaks the schema', { status: 200, headers, body: '{"tasks":[]}' }, /total_count/],
    ['an error of another form', { status: 500, headers, body: '{"message":"failed"}' }, /error_code/],
    [
      'a header that is missing',
      { status: 500, headers: { 'content-type': 'application/json' }, body: error },
      /x-request-id/i,
    ],
    [
      'another content type',
      { status: 500, headers: { ...headers, 'content-type': 'text/plain' }, body: error },
      /text\/plain/,
    ],
    ['no JSON', { status: 500, headers, body: '<html>' }, /no JSON/],
  ]

  test.each(cases)('%s', async (_, answer, line) => {
    const prism = await loadPrism()
    const source = checkedSource(async () => answer, prism, exampleSource(prism))
    const faulty = await serve({ source, prism, allowedOrigins: [], chances: chancesOf({}) }, 0, '127.0.0.1')
    onTestFinished(() => faulty.close())
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    onTestFinished(() => stderr.mockRestore())

    const response = await send(faulty, 'limit=3')
    expect(response.status).toBe(500)
    expect(await response.json()).toEqual({ error_code: 'DBS.200005', error_msg: expect.any(String) })
    expect(stderr.mock.calls.join('')).toMatch(line)
  })
})
