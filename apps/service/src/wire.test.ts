import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from './app.ts'
import type { AnswerRecord } from './http/answer-record.ts'
import { authenticator, FOREIGN, listOf, PROJECT, TOKEN } from './testing/fixtures.ts'
import { responseProblems } from './testing/response-problems.ts'
import { filledStore, parseRaw, sendRaw, startTestService, type TestService } from './testing/service.ts'

const REQUEST_ID = /^[0-9a-f]{32}$/
const PATH = listOf(PROJECT)

let service: TestService
beforeAll(async () => {
  service = await startTestService({ limits: { ratePerSecond: 100_000 } })
})
afterAll(() => service.close())

/** The one answer to raw bytes; it must be the document's. */
async function rawAnswer(request: string) {
  const answer = parseRaw(await service.raw(request))
  expect(responseProblems(answer)).toEqual([])
  return { ...answer, json: JSON.parse(answer.body) }
}

describe('what Node would answer by itself', () => {
  test.each([
    ['no HTTP at all', 'GARBAGE\r\n\r\n'],
    ['a header that is too large', `GET / HTTP/1.1\r\nHost: a\r\nX-Big: ${'x'.repeat(20_000)}\r\n\r\n`],
    ['a query of 16 kB', `GET ${PATH}?name=${'x'.repeat(16_384)} HTTP/1.1\r\nHost: a\r\n\r\n`],
    ['a header without a name', 'GET / HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n'],
    ['a method that HTTP does not have', 'FETCH / HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['NUL in the path', 'GET /v3/\0/tasklist HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['raw bytes in the query', `GET ${PATH}?name=\xed\xa0\x80 HTTP/1.1\r\nHost: a\r\n\r\n`],
    ['NUL in a header', `GET ${PATH} HTTP/1.1\r\nHost: a\r\nX-Auth-Token: a\0b\r\n\r\n`],
    ['two lengths', `GET ${PATH} HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n`],
  ])('%s is a malformed request', async (_, request) => {
    const { status, headers, json } = await rawAnswer(request)
    expect(status).toBe(400)
    expect(json).toMatchObject({ error_code: 'APIGW.0201', request_id: headers['x-request-id'] })
    expect(headers.connection).toBe('close')
  })

  test.each([
    ['CONNECT', 'CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n'],
    ['a missing Host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['an unknown Expect', 'GET / HTTP/1.1\r\nHost: a\r\nExpect: something\r\nConnection: close\r\n\r\n'],
    ['HTTP/1.0', 'GET / HTTP/1.0\r\n\r\n'],
    ['an upgrade', 'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n'],
    ['a target that is no path', 'OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
    ['a fragment', `GET ${PATH}#?limit=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`],
    ['a method with a body', `PUT ${PATH} HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nConnection: close\r\n\r\n{`],
  ])('%s gets the document’s error body', async (_, request) => {
    expect(await rawAnswer(request)).toMatchObject({ status: 404, json: { error_code: 'APIGW.0101' } })
  })

  test('a valid request is answered although garbage follows it', async () => {
    const answers = await service.raw(
      `GET ${PATH} HTTP/1.1\r\nHost: a\r\nX-Auth-Token: ${TOKEN}\r\n\r\nGARBAGE\r\n\r\n`,
    )
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400'])
  })

  test('garbage that comes after an answer is answered too', async () => {
    const { hostname, port } = new URL(service.url)
    const socket = connect(Number(port), hostname)
    socket.write(`GET ${PATH} HTTP/1.1\r\nHost: a\r\nX-Auth-Token: ${TOKEN}\r\n\r\n`)
    await once(socket, 'readable')
    socket.write('GARBAGE\r\n\r\n')
    expect((await text(socket)).match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400'])
  })

  test('a connection that is reset after CONNECT, garbage or a request does not end the service', async () => {
    const { hostname, port } = new URL(service.url)
    for (const request of [
      'CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n',
      'GARBAGE\r\n\r\n',
      `GET ${PATH} HTTP/1.1\r\n\r\n`,
    ]) {
      const socket = connect(Number(port), hostname)
      socket.write(request, () => socket.resetAndDestroy())
      await once(socket, 'close')
    }
    expect((await service.send(PATH)).status).toBe(200)
  })
})

describe('a request that is unusual', () => {
  test('may hold the whole address, as proxies send it', async () => {
    const { status, json } = await rawAnswer(
      `GET http://rds.example${PATH}?limit=0 HTTP/1.1\r\nHost: a\r\nX-Auth-Token: ${TOKEN}\r\nConnection: close\r\n\r\n`,
    )
    expect([status, json.error_msg]).toEqual([400, expect.stringMatching(/^Parameter error: limit/)])
  })

  test('may carry a body that nobody reads', async () => {
    const head = `GET ${PATH} HTTP/1.1\r\nHost: a\r\nX-Auth-Token: ${TOKEN}\r\nConnection: close`
    const { status } = await rawAnswer(`${head}\r\nContent-Type: application/json\r\nContent-Length: 1\r\n\r\n{`)
    expect(status).toBe(200)
  })

  test.each([
    ['two different tokens', [`X-Auth-Token: ${TOKEN}`, 'X-Auth-Token: other'], 401],
    ['two languages', [`X-Auth-Token: ${TOKEN}`, 'X-Language: zh-cn', 'X-Language: en-us'], 200],
    ['two origins', [`X-Auth-Token: ${TOKEN}`, 'Origin: a', 'Origin: b'], 200],
    ['the name of an object member as a header', [`X-Auth-Token: ${TOKEN}`, '__proto__: a', 'constructor: b'], 200],
    ['no Host twice', [`X-Auth-Token: ${TOKEN}`, 'Host: b'], 200],
  ])('may carry %s', async (_, lines, status) => {
    const request = ['HTTP/1.1', 'Host: a', ...lines, 'Connection: close'].join('\r\n')
    expect((await rawAnswer(`GET ${PATH} ${request}\r\n\r\n`)).status).toBe(status)
  })

  test.each(['name=%ff', 'name=%', 'name=%00', 'id=%e6%81', 'limit=1&limit=2', '%zz=1', '__proto__=1', '&&=&', '?'])(
    'with the query %s gets 200 or 400',
    async (query) => {
      expect([200, 400]).toContain((await service.send(listOf(PROJECT, query))).status)
    },
  )

  test('never gets a 5xx, a stack or an answer that the document does not know, whatever the target is', async () => {
    const piece = fc.constantFrom(
      '/',
      '%',
      '%00',
      '%2F',
      '..',
      ';',
      '?',
      '&',
      '=',
      '+',
      'limit',
      'name',
      PROJECT,
      'v3',
      '#',
    )
    const target = fc.oneof(
      fc.array(piece).map((pieces) => `/${pieces.join('')}`),
      fc.array(piece).map((pieces) => `${PATH}?${pieces.join('')}`),
      fc.webPath().map((path) => `${path || '/'}`),
    )
    await fc.assert(
      fc.asyncProperty(target, fc.constantFrom('GET', 'HEAD', 'PUT', 'PROPFIND', 'OPTIONS'), async (path, method) => {
        const request = `${method} ${path} HTTP/1.1\r\nHost: a\r\nX-Auth-Token: ${TOKEN}\r\nConnection: close\r\n\r\n`
        const answer = parseRaw(await service.raw(request))
        expect(responseProblems(answer, method)).toEqual([])
        expect(answer.status).toBeLessThan(500)
        expect(answer.body).not.toMatch(/node:|\.ts:|at .*\(/)
      }),
      { numRuns: 200 },
    )
  })
})

test('every response has a request ID of its own', async () => {
  const targets = [PATH, '/', listOf('x'), listOf(FOREIGN), listOf(PROJECT, 'limit=0'), PATH]
  const answers = await Promise.all(targets.map((target) => service.send(target)))
  const ids = answers.map(({ headers }) => headers['x-request-id'])
  for (const id of ids) expect(id).toMatch(REQUEST_ID)
  expect(new Set(ids).size).toBe(ids.length)
})

test('every answer is told of by route and status, without query, caller or project', async () => {
  const told: AnswerRecord[] = []
  const app = createApp({ store: await filledStore(), authenticator, onAnswer: (record) => void told.push(record) })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  await (await fetch(`${url}${PATH}?name=secret`, { headers: { 'x-auth-token': TOKEN } })).text()
  await (await fetch(`${url}/v3/secret`)).text()
  await sendRaw(url, 'GARBAGE\r\n\r\n')
  await app.close()
  expect(told.map(({ method, route, status }) => ({ method, route, status }))).toEqual([
    { method: 'GET', route: '/v3/{project_id}/tasklist', status: 200 },
    { method: 'GET', route: 'none', status: 404 },
    { method: 'none', route: 'none', status: 400 },
  ])
  expect(JSON.stringify(told)).not.toMatch(/secret|token/)
})
