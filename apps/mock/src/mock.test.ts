import { once } from 'node:events'
import { connect } from 'node:net'
import bundle from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import { operations } from '@rds-tasklist/spec/reader'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { namedExamples } from './document.ts'
import { type RunningMock, startMock } from './index.ts'
import { type Init, MAX_LIMIT, PROJECT, send, sendRaw } from './testing.ts'

const { parameters } = bundle.paths['/v3/{project_id}/tasklist'].get
const SAMPLE_QUERY = 'offset=1&limit=3&start_time=1747919701390&end_time=1748524501390'
const ALLOWED = 'http://127.0.0.1:4000'
const { minimum = 0 } = parameters.find(({ name }) => name === 'limit')?.schema ?? {}
const TOO_LARGE = `limit=${MAX_LIMIT + 1}`
const REQUEST_ID = /^[0-9a-f]{32}$/
const retryable = operations(bundle).flatMap(({ responses }) =>
  Object.keys(responses)
    .filter((status) => responses[status]?.headers['Retry-After'])
    .map(Number),
)
const sample = bundle.components.responses.TaskPage.content['application/json'].examples['sample-response'].value

let mock: RunningMock
beforeAll(async () => {
  mock = await startMock({ port: 0, allowedOrigins: [ALLOWED] })
})
afterAll(() => mock.close())

const get = (query = '', init: Init = {}) => send(mock, query, init)
const raw = (request: string) => sendRaw(mock, request)

describe('a valid request', () => {
  test('gets the sample of the original documentation', async () => {
    const response = await get(SAMPLE_QUERY)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toEqual(sample)
  })

  test.each(namedExamples('en-us'))(
    'gets the example $name ($status) when it prefers it',
    async ({ name, status, body }) => {
      const response = await get('', { headers: { Prefer: `example=${name}` } })
      expect(response.status).toBe(status)
      expect(await response.json()).toEqual(body)
      if ('request_id' in body) expect(response.headers.get('x-request-id')).toBe(body.request_id)
    },
  )

  test.each(namedExamples('zh-cn'))('gets $name in Chinese when it asks for that language', async ({ name, body }) => {
    const response = await get('', { headers: { Prefer: `example=${name}`, 'X-Language': 'zh-cn' } })
    expect(await response.json()).toEqual(body)
  })

  test.each([...new Set(namedExamples('en-us').map(({ status }) => status))])(
    'gets %i when it prefers it',
    async (status) => {
      const response = await get('', { headers: { Prefer: `code=${status}` } })
      expect(response.status).toBe(status)
      expect(response.headers.has('retry-after')).toBe(retryable.includes(status))
    },
  )

  test('gets an example of another status only by the right one', async () => {
    expect((await get('', { headers: { Prefer: 'code=503; example=iam-unavailable' } })).status).toBe(503)
    expect((await get('', { headers: { Prefer: 'code=500, example=iam-unavailable' } })).status).toBe(400)
  })

  test('is told which examples there are when it prefers an unknown one', async () => {
    const response = await get('', { headers: { Prefer: 'example=unheard' } })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      error_msg: expect.stringMatching(/unheard.*sample-response \(200\)/),
    })
  })

  test('may carry preferences that mean nothing here', async () => {
    expect((await get('', { headers: { Prefer: 'respond-async, wait=10' } })).status).toBe(200)
  })

  test.each([
    'limit=',
    'LIMIT=99',
    `limit=${MAX_LIMIT}`,
    'offset=0',
    'status=Failed',
    'unknown=1',
    'end_time=1748524501390',
  ])('%s is one', async (query) => {
    expect((await get(query)).status).toBe(200)
  })
})

describe('a request that breaks a rule gets 400 with the parameter and the rule in its message', () => {
  test.each([
    [`limit=${minimum - 1}`, /limit must be at least/],
    [TOO_LARGE, /limit must be at most/],
    ['limit=-1', /limit must be a whole number/],
    ['limit=abc', /limit must be a whole number/],
    ['limit=1.0', /limit must be a whole number/],
    ['limit=1e1', /limit must be a whole number/],
    ['limit=0x10', /limit must be a whole number/],
    ['limit=%2B5', /limit must be a whole number/],
    ['limit=+5', /limit must be a whole number/],
    ['limit=05', /limit must be a whole number/],
    ['limit=1&limit=2', /limit must not be given more than once/],
    ['offset=-1', /offset must be a whole number/],
    ['offset=1.5', /offset must be a whole number/],
    ['offset=first', /offset must be a whole number/],
    ['status=Done', /status must be one of Running, Completed, Failed/],
    ['status=running', /status must be one of Running, Completed, Failed/],
    ['start_time=1747919701390', /start_time must not be given without end_time/],
    ['start_time=1747919701390&end_time=', /start_time must not be given without end_time/],
    ['start_time=yesterday&end_time=1748524501390', /start_time must match/],
    ['end_time=2025-05-29', /end_time must match/],
    ['start_time=1748524501390&end_time=1747919701390', /start_time must not be later than end_time/],
  ])('%s', async (query, message) => {
    const response = await get(query)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ error_code: 'DBS.280001', error_msg: expect.stringMatching(message) })
  })

  test('a malformed project ID', async () => {
    const response = await get('', { path: '/v3/my-project/tasklist' })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error_msg: expect.stringMatching(/project_id must match/) })
  })

  test('in Chinese when asked, in English for any unknown language', async () => {
    const chinese = await get(TOO_LARGE, { headers: { 'X-Language': 'zh-cn' } })
    expect(await chinese.json()).toMatchObject({ error_msg: expect.stringMatching(/\p{Script=Han}/u) })
    const unknown = await get(TOO_LARGE, { headers: { 'X-Language': 'toString' } })
    expect(await unknown.json()).toMatchObject({ error_msg: expect.stringMatching(/^Parameter error/) })
  })
})

describe('checks come in the order of the document', () => {
  const nothing = { 'X-Auth-Token': '' }

  test('path and method before credentials', async () => {
    expect((await get('', { path: '/v3/x/tasks', headers: nothing })).status).toBe(404)
    expect((await get('', { method: 'POST', headers: nothing })).status).toBe(404)
    expect((await get('', { method: 'OPTIONS', headers: nothing })).status).toBe(404)
    expect((await get('', { path: `/v3/${PROJECT}/tasklist/`, headers: nothing })).status).toBe(404)
  })

  test('credentials before the project ID', async () => {
    const response = await get(TOO_LARGE, { path: '/v3/x/tasklist', headers: nothing })
    expect(response.status).toBe(401)
    const requestId = response.headers.get('x-request-id')
    expect(await response.json()).toMatchObject({ error_code: 'APIGW.0301', request_id: requestId })
  })

  test('refusals before the query are in Chinese too when asked', async () => {
    for (const init of [{ path: '/' }, { headers: nothing }, { path: '/v3/x/tasklist' }]) {
      const response = await get('', { ...init, headers: { ...init.headers, 'X-Language': 'zh-cn' } })
      expect(await response.json()).toMatchObject({ error_msg: expect.stringMatching(/\p{Script=Han}/u) })
    }
  })

  test('a signature is a credential too', async () => {
    expect((await get('', { headers: { ...nothing, Authorization: 'SDK-HMAC-SHA256 Access=a' } })).status).toBe(200)
  })

  test('the project ID before the query, the query before any preference', async () => {
    const project = await get(TOO_LARGE, { path: '/v3/x/tasklist' })
    expect(await project.json()).toMatchObject({ error_msg: expect.stringMatching(/project_id/) })
    const query = await get(TOO_LARGE, { headers: { Prefer: 'code=503' } })
    expect(query.status).toBe(400)
  })
})

describe('on the wire', () => {
  test('HEAD has the status and headers of GET and no body', async () => {
    for (const query of [SAMPLE_QUERY, TOO_LARGE]) {
      const [head, whole] = [await get(query, { method: 'HEAD' }), await get(query)]
      expect(head.status).toBe(whole.status)
      expect(head.headers.get('content-length')).toBe(whole.headers.get('content-length'))
      expect(await head.text()).toBe('')
    }
  })

  test('every response has a request ID of its own', async () => {
    const init: Init[] = [{}, { path: '/' }, { method: 'POST' }, { headers: { 'X-Auth-Token': '' } }]
    const responses = await Promise.all(init.map((one) => get('', one)))
    const ids = responses.map((response) => response.headers.get('x-request-id'))
    for (const id of ids) expect(id).toMatch(REQUEST_ID)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test.each([
    ['no HTTP at all', 'GARBAGE\r\n\r\n'],
    ['a header that is too large', `GET / HTTP/1.1\r\nHost: a\r\nX-Big: ${'x'.repeat(20_000)}\r\n\r\n`],
    ['a header without a name', 'GET / HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n'],
    ['a method that HTTP does not have', 'FETCH / HTTP/1.1\r\nHost: a\r\n\r\n'],
  ])('%s gets the document’s error body', async (_, request) => {
    const [head = '', body = ''] = (await raw(request)).split('\r\n\r\n')
    expect(head).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
    const requestId = /x-request-id: (\S+)/i.exec(head)?.[1]
    expect(JSON.parse(body)).toEqual({ error_code: 'APIGW.0201', error_msg: expect.any(String), request_id: requestId })
  })

  test.each([
    ['CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n', 404],
    ['GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 404],
    ['GET / HTTP/1.1\r\nHost: a\r\nExpect: something\r\nConnection: close\r\n\r\n', 404],
    ['GET / HTTP/1.0\r\n\r\n', 404],
  ])('%j has the document’s error body and a request ID', async (request, status) => {
    const answer = await raw(request)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(answer).toMatch(/x-request-id: [0-9a-f]{32}/i)
    expect(answer).toMatch(/"error_code":"APIGW\.0101"/)
  })

  test('a valid request is answered although garbage follows it', async () => {
    const answers = await raw(
      `GET /v3/${PROJECT}/tasklist HTTP/1.1\r\nHost: a\r\nX-Auth-Token: t\r\n\r\nGARBAGE\r\n\r\n`,
    )
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400'])
  })

  test('a connection that is reset after CONNECT or garbage does not end the mock', async () => {
    const { hostname, port } = new URL(mock.url)
    for (const request of ['CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n', 'GARBAGE\r\n\r\n']) {
      const socket = connect(Number(port), hostname)
      socket.write(request, () => socket.resetAndDestroy())
      await once(socket, 'close')
    }
    expect((await get()).status).toBe(200)
  })

  test('the mock is on loopback unless told otherwise', () => {
    expect(new URL(mock.url).hostname).toBe('127.0.0.1')
  })

  test('a proxy may send the whole address', async () => {
    const answer = await raw(
      `GET http://rds.example/v3/${PROJECT}/tasklist?${TOO_LARGE} HTTP/1.1\r\nHost: a\r\nX-Auth-Token: t\r\nConnection: close\r\n\r\n`,
    )
    expect(answer).toMatch(/limit must be at most/)
  })
})

describe('pages of', () => {
  const preflight = { 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'x-auth-token' }

  test('an allowed origin may read answers and errors, without cookies', async () => {
    for (const query of ['', TOO_LARGE]) {
      const { headers } = await get(query, { headers: { Origin: ALLOWED } })
      expect(headers.get('access-control-allow-origin')).toBe(ALLOWED)
      expect(headers.get('access-control-expose-headers')).toMatch(/X-Request-Id/)
      expect(headers.has('access-control-allow-credentials')).toBe(false)
      expect(headers.get('vary')).toBe('Origin')
    }
  })

  test('an allowed origin may ask first', async () => {
    const response = await get('', { method: 'OPTIONS', headers: { Origin: ALLOWED, ...preflight } })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-headers')).toMatch(/X-Auth-Token/)
    expect(response.headers.get('access-control-allow-methods')).toMatch(/GET/)
    expect(response.headers.get('x-request-id')).toMatch(REQUEST_ID)
  })

  test.each(['http://evil.example', 'null', `${ALLOWED}.evil.example`])('the origin %s may not', async (origin) => {
    const answer = await get('', { headers: { Origin: origin } })
    const asked = await get('', { method: 'OPTIONS', headers: { Origin: origin, ...preflight } })
    expect(answer.headers.has('access-control-allow-origin')).toBe(false)
    expect(asked.headers.has('access-control-allow-origin')).toBe(false)
    expect(asked.status).toBe(404)
  })
})

test('a taken port is the system’s error', async () => {
  await expect(startMock({ port: Number(new URL(mock.url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
