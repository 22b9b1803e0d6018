import { describe, expect, test } from 'vitest'
import { createApp } from './app.ts'
import { errorNamed } from './document.ts'
import { StoreUnavailable, type TaskStore } from './store/task-store.ts'
import { authenticator, FOREIGN, listOf, NOWHERE, PROJECT, TOKEN, TOO_MANY, tasks } from './testing/fixtures.ts'
import { responseProblems } from './testing/response-problems.ts'
import { filledStore } from './testing/service.ts'

type Injected = { method?: 'GET' | 'HEAD' | 'POST' | 'OPTIONS'; headers?: Record<string, string> }

async function appOn(store: Pick<TaskStore, 'page'>, options = {}) {
  const app = createApp({ store, authenticator, ...options })
  return async (url: string, { method = 'GET', headers = {} }: Injected = {}) => {
    const answer = await app.inject({ method, url, headers: { 'x-auth-token': TOKEN, ...headers } })
    const wire = { status: answer.statusCode, headers: answer.headers as Record<string, string>, body: answer.body }
    if (wire.status !== 204) expect(responseProblems(wire, method)).toEqual([])
    return { ...wire, json: () => JSON.parse(wire.body) }
  }
}

const ask = await appOn(await filledStore())

describe('a page', () => {
  test('has the tasks of the project, latest first, and what is known of all that match', async () => {
    const { status, json } = await ask(listOf(PROJECT, 'limit=2'))
    expect(status).toBe(200)
    expect(json()).toMatchObject({
      total_count: tasks.length,
      actions: [...new Set(tasks.map(({ name }) => name))].sort(),
    })
    expect(json().tasks.map(({ status }: { status: string }) => status)).toEqual(['Failed', 'Running'])
  })

  test('has every member of a task as it is kept, and none that the document does not name', async () => {
    const { json } = await ask(listOf(PROJECT))
    const sorted = tasks.map(({ project_id: _, ...task }) => task).sort((one, other) => (one.id < other.id ? -1 : 1))
    expect(json().tasks.sort((one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1))).toEqual(
      sorted,
    )
  })

  test('is asked of the store with all that the query says, and the defaults', async () => {
    const asked: unknown[] = []
    const spying = await appOn({
      async page(...call) {
        asked.push(call)
        return { total: 0, actions: [], tasks: [] }
      },
    })
    await spying(listOf(PROJECT))
    await spying(
      listOf(
        PROJECT,
        'id=a&instance_id=b&order_id=c&name=d+e&status=Failed&start_time=1747919701390&end_time=1748524501390&offset=7&limit=9',
      ),
    )
    expect(asked).toEqual([
      [PROJECT, {}, { offset: 0, limit: 10 }],
      [
        PROJECT,
        {
          id: 'a',
          instance_id: 'b',
          order_id: 'c',
          name: 'd e',
          status: 'Failed',
          createdFrom: 1747919701390,
          createdTo: 1748524501390,
        },
        { offset: 7, limit: 9 },
      ],
    ])
  })
})

describe('checks come in the order of the document', () => {
  const none = { 'x-auth-token': '' }

  test.each([
    ['an unknown path before credentials', '/v3/x/tasks', none, 404],
    ['a trailing slash is another path', `${listOf(PROJECT)}/`, none, 404],
    ['an encoded letter is another path', `/v3/${PROJECT}/%74asklist`, none, 404],
    ['a fragment is another path', `${listOf(PROJECT)}%23a`, none, 404],
    ['credentials before the project ID', listOf('x', 'limit=0'), none, 401],
    ['an unknown token', listOf(PROJECT), { 'x-auth-token': 'other' }, 401],
    ['the form of the project ID before access to it', listOf(PROJECT.toUpperCase(), 'limit=0'), {}, 400],
    ['a project ID that cannot be decoded', listOf('%zz'), {}, 400],
    ['a project ID longer than routers like', listOf('a'.repeat(2000)), {}, 400],
    ['a project ID that is right once decoded', listOf(`%35${PROJECT.slice(1)}`), {}, 400],
    ['access to the project before the query', listOf(FOREIGN, 'limit=0'), {}, 403],
    ['the query last', listOf(PROJECT, 'limit=0'), {}, 400],
  ])('%s', async (_, url, headers, status) => {
    expect((await ask(url, { headers: headers as Record<string, string> })).status).toBe(status)
  })

  test.each(['POST', 'OPTIONS'] as const)('the method %s before credentials', async (method) => {
    const { status, json } = await ask(listOf(PROJECT), { method, headers: none })
    expect(status).toBe(404)
    expect(json().error_code).toBe('APIGW.0101')
  })

  test('a body that is no JSON does not matter to an unknown method', async () => {
    const app = createApp({ store: await filledStore(), authenticator })
    const headers = { 'content-type': 'application/json' }
    const answer = await app.inject({ method: 'POST', url: listOf(PROJECT), headers, payload: '{' })
    expect(answer.statusCode).toBe(404)
  })

  test('a foreign project is refused like one that does not exist, and the store is not asked', async () => {
    const never = await appOn({ page: () => Promise.reject(new Error('asked')) })
    const [foreign, nowhere] = [await never(listOf(FOREIGN)), await never(listOf(NOWHERE))]
    expect(foreign.body).toBe(nowhere.body)
    expect([foreign.status, nowhere.status]).toEqual([403, 403])
  })
})

describe('errors', () => {
  test.each([
    ['unknown-path', '/', {}],
    ['credentials-missing', listOf(PROJECT), { 'x-auth-token': '' }],
    ['token-invalid', listOf(PROJECT), { 'x-auth-token': 'other' }],
    ['malformed-project-id', listOf('x'), {}],
    ['foreign-project', listOf(FOREIGN), {}],
    ['limit-above-maximum', listOf(PROJECT, `limit=${TOO_MANY}`), {}],
    ['start-time-without-end-time', listOf(PROJECT, 'start_time=1747919701390'), {}],
  ])('%s is the example of the document in both languages', async (name, url, headers) => {
    for (const language of ['en-us', 'zh-cn'] as const) {
      const { json } = await ask(url, { headers: { ...headers, 'x-language': language } })
      const { code, message, withRequestId } = errorNamed(name)
      expect(json()).toEqual({
        error_code: code,
        error_msg: message[language],
        ...(withRequestId && { request_id: expect.stringMatching(/^[0-9a-f]{32}$/) }),
      })
    }
  })

  test('the request ID is the same in header and body, and never one that was sent', async () => {
    const sent = 'a'.repeat(32)
    const { headers, json } = await ask('/', { headers: { 'x-request-id': sent } })
    expect(json().request_id).toBe(headers['x-request-id'])
    expect(headers['x-request-id']).not.toBe(sent)
  })

  test('an unknown language is English', async () => {
    const { json } = await ask(listOf(PROJECT, 'limit=0'), { headers: { 'x-language': 'toString' } })
    expect(json().error_msg).toMatch(/^Parameter error: limit/)
  })

  test('a query that is longer than the limit is malformed', async () => {
    const { status, json } = await ask(listOf(PROJECT, `name=${'a'.repeat(8192)}`))
    expect([status, json().error_code]).toEqual([400, 'APIGW.0201'])
  })

  test('a store that does not answer is a 503 that says when to try again', async () => {
    const down = await appOn({ page: () => Promise.reject(new StoreUnavailable('db-7.internal refused')) })
    const { status, headers, body } = await down(listOf(PROJECT))
    expect(status).toBe(503)
    expect(headers['retry-after']).toBe('5')
    expect(body).not.toMatch(/db-7/)
  })

  test.each([
    ['an error', { page: () => Promise.reject(new Error('SELECT secret')) }],
    ['something that is no error', { page: () => Promise.reject('secret') }],
    ['a task without an ID', { page: async () => ({ total: 1, actions: [], tasks: [{} as never] }) }],
  ])('%s inside is a 500 that tells nothing, and a line in the log', async (_, store) => {
    const lines: string[] = []
    const logger = { level: 'info', stream: { write: (line: string) => void lines.push(line) } }
    const broken = await appOn(store, { logger })
    const { status, body, headers, json } = await broken(listOf(PROJECT))
    expect(status).toBe(500)
    expect(json()).toEqual({ error_code: 'DBS.200005', error_msg: 'Server failure.' })
    expect(body).not.toMatch(/secret|at /)
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ request_id: headers['x-request-id'] })
  })

  test('a store that is silent is a 503 after the time-out of the handler', async () => {
    const silent = await appOn({ page: () => new Promise(() => undefined) }, { limits: { handlerTimeout: 20 } })
    expect((await silent(listOf(PROJECT))).status).toBe(503)
  })
})

test('HEAD has the status and headers of GET and no body', async () => {
  for (const url of [listOf(PROJECT), listOf(PROJECT, 'limit=0'), listOf(FOREIGN), '/']) {
    const [head, get] = [await ask(url, { method: 'HEAD' }), await ask(url)]
    expect(head.status).toBe(get.status)
    expect(head.headers['content-length']).toBe(get.headers['content-length'])
    expect(head.headers['content-type']).toBe(get.headers['content-type'])
  }
})

describe('pages of', () => {
  const ALLOWED = 'http://127.0.0.1:4000'
  const preflight = { 'access-control-request-method': 'GET', 'access-control-request-headers': 'x-auth-token' }

  test('an allowed origin may read answers and errors, without cookies', async () => {
    const open = await appOn(await filledStore(), { allowedOrigins: [ALLOWED] })
    for (const url of [listOf(PROJECT), listOf(PROJECT, 'limit=0'), '/']) {
      const { headers } = await open(url, { headers: { origin: ALLOWED } })
      expect(headers['access-control-allow-origin']).toBe(ALLOWED)
      expect(headers['access-control-expose-headers']).toMatch(/X-Request-Id/)
      expect(headers).not.toHaveProperty('access-control-allow-credentials')
    }
  })

  test('an allowed origin may ask first', async () => {
    const open = await appOn(await filledStore(), { allowedOrigins: [ALLOWED] })
    const headers = { origin: ALLOWED, ...preflight }
    const answer = await open(listOf(PROJECT), { method: 'OPTIONS', headers })
    expect(answer.status).toBe(204)
    expect(answer.headers['access-control-allow-headers']).toMatch(/X-Auth-Token.*X-Sdk-Date/)
    expect(answer.headers['access-control-allow-methods']).toBe('GET, HEAD')
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/)
    expect((await open('/v3/other', { method: 'OPTIONS', headers })).status).toBe(404)
  })

  test.each([
    ['another origin', [ALLOWED], 'http://evil.example'],
    ['any origin, unless the service is told', [], ALLOWED],
  ])('%s may not', async (_, allowedOrigins, origin) => {
    const open = await appOn(await filledStore(), { allowedOrigins })
    const answer = await open(listOf(PROJECT), { headers: { origin } })
    const asked = await open(listOf(PROJECT), { method: 'OPTIONS', headers: { origin, ...preflight } })
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
    expect(asked.status).toBe(404)
  })
})
