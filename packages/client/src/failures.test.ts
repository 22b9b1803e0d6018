import { getEventListeners } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { inspect } from 'node:util'
import { beforeEach, expect, test } from 'vitest'
import { createClient } from './client.ts'
import type { Authentication } from './credentials/provider.ts'
import { ApiError, ConnectionError, DecodeError, RdsError } from './errors.ts'
import { clientOf, PROJECT_ID, TOKEN } from './testing/client-of.ts'
import { documentExamples, pageExample } from './testing/document-examples.ts'
import { errorOf } from './testing/error-of.ts'
import { serve, serveAnswer } from './testing/serve.ts'
import { timers } from './testing/timers.ts'
import { useVirtualClock } from './testing/virtual-clock.ts'

beforeEach(() => void useVirtualClock())

const REQUEST_ID = '914a39d68c290da3e187f827f7e1b771'

type Body = {
  error_code: string
  error_msg: string
}

test.each(documentExamples().filter(([status]) => status !== 200))(
  '%i is an ApiError with all that the body says: %s',
  async (status, _, body) => {
    const server = await serveAnswer(status, JSON.stringify(body), { 'X-Request-Id': REQUEST_ID })
    const error = await errorOf(clientOf(server).list())
    const { error_code, error_msg } = body as Body
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status, code: error_code, errorMessage: error_msg, requestId: REQUEST_ID })
    expect(error).toMatchObject({ bodyExcerpt: undefined })
    for (const part of [String(status), error_code, error_msg, REQUEST_ID])
      expect((error as Error).message).toContain(part)
  },
)

test('takes the request id from the body when no header has it', async () => {
  const server = await serveAnswer(
    401,
    JSON.stringify({ error_code: 'APIGW.0301', error_msg: 'no', request_id: REQUEST_ID }),
  )
  expect(await errorOf(clientOf(server).list())).toMatchObject({ requestId: REQUEST_ID })
})

test('ignores a request id that is no text', async () => {
  const server = await serveAnswer(401, '{"error_code": "APIGW.0301", "error_msg": "no", "request_id": null}')
  expect(await errorOf(clientOf(server).list())).toMatchObject({
    requestId: undefined,
    message: expect.not.stringContaining('id'),
  })
})

test('accepts a code that the document does not list', async () => {
  const server = await serveAnswer(418, JSON.stringify({ error_code: 'DBS.999999', error_msg: 'new' }))
  expect(await errorOf(clientOf(server).list())).toMatchObject({ status: 418, code: 'DBS.999999' })
})

test.each([
  ['an empty body', '', ''],
  ['HTML', '<html>\n  <h1>502 Bad Gateway</h1>\n</html>', '<html> <h1>502 Bad Gateway</h1> </html>'],
  ['broken JSON', '{"error_code": "DBS.2', '{"error_code": "DBS.2'],
  ['JSON of another shape', '{"error": {"code": 502}}', '{"error": {"code": 502}}'],
  ['null', 'null', 'null'],
  ['members of other types', '{"error_code": 1, "error_msg": 2}', '{"error_code": 1, "error_msg": 2}'],
])('an error with %s is an ApiError with an excerpt', async (_, body, bodyExcerpt) => {
  const server = await serveAnswer(502, body, { 'X-Request-Id': REQUEST_ID })
  const error = await errorOf(clientOf(server).list())
  expect(error).toBeInstanceOf(ApiError)
  expect(error).toMatchObject({
    status: 502,
    code: undefined,
    errorMessage: undefined,
    requestId: REQUEST_ID,
    bodyExcerpt,
  })
})

test('what a server says forges no line of a log', async () => {
  const forged = { error_code: 'A\u001b[31m', error_msg: 'no\nat\u2028all', request_id: 'r\r1' }
  const error = await errorOf(clientOf(await serveAnswer(403, JSON.stringify(forged))).list())
  expect(error).toMatchObject({ message: 'The request failed with 403 A [31m: no at all (request id r 1)' })
  const page = { ...pageExample('running'), tasks: [{ id: TOKEN }] }
  const options = {
    endpoint: '',
    projectId: PROJECT_ID,
    credentials: { token: TOKEN },
    validate: () => '/a\nb is odd.',
  }
  const { endpoint } = await serveAnswer(200, JSON.stringify(page))
  const refused = await errorOf(createClient({ ...options, endpoint }).list())
  expect(refused).toMatchObject({ message: expect.stringMatching(/cannot be used: \/a b is odd\.$/) })
})

test.each([200, 503])('reads no more of an endless body than 16 MiB: %i', async (status) => {
  let sent = 0
  const endless = new ReadableStream({
    pull(controller) {
      sent += 2 ** 20
      controller.enqueue(new Uint8Array(2 ** 20).fill(0x20))
    },
  })
  const error = await errorOf(
    createClient({
      endpoint: 'http://127.0.0.1',
      projectId: PROJECT_ID,
      credentials: { token: TOKEN },
      maxAttempts: 1,
      fetch: async () => new Response(endless, { status }),
    }).list(),
  )
  expect(error).toMatchObject(status === 200 ? { kind: 'decode' } : { kind: 'api', status })
  if (status === 200) expect(error).toMatchObject({ message: expect.stringContaining('longer than 16777216 bytes') })
  expect(sent).toBeLessThan(20 * 2 ** 20)
})

test('the request of an error cannot be changed', async () => {
  const { request } = (await errorOf(clientOf(await serveAnswer(403, '')).list())) as ApiError
  expect(Object.isFrozen(request) && Object.isFrozen(request?.headers)).toBe(true)
})

test('bounds the excerpt', async () => {
  const server = await serveAnswer(500, 'x'.repeat(100_000))
  const error = (await errorOf(clientOf(server).list())) as ApiError
  expect(error.bodyExcerpt).toHaveLength(201)
  expect(error.message.length).toBeLessThan(400)
})

test.each([
  ['empty', 200, '', 'is empty'],
  ['absent', 204, '', 'is empty'],
  ['HTML', 200, '<!doctype html><p>Log in', 'is not JSON'],
  ['cut JSON', 200, '{"total_count": 1, "tas', 'is not JSON'],
  ['an array', 200, '[]', 'is not a JSON object'],
  ['null', 200, 'null', 'is not a JSON object'],
  ['without tasks', 200, '{"total_count": 0, "actions": []}', 'has no tasks'],
  [
    'with a total that is none',
    200,
    '{"total_count": null, "actions": [], "tasks": []}',
    'total_count is not an integer',
  ],
  ['with a task that is none', 200, '{"total_count": 1, "actions": [], "tasks": [null]}', 'a task has no id'],
  ['with a task without id', 200, '{"total_count": 1, "actions": [], "tasks": [{"id": 1}]}', 'a task has no id'],
  ['with tasks that are no list', 200, '{"total_count": 0, "actions": [], "tasks": {}}', 'tasks is not an array'],
  ['not UTF-8', 200, Uint8Array.of(0x7b, 0x22, 0xe9, 0x22, 0x7d), 'is not UTF-8'],
])('a 2xx whose body is %s is a DecodeError', async (_, status, body, rule) => {
  const server = await serveAnswer(status, body, { 'X-Request-Id': REQUEST_ID })
  const error = await errorOf(clientOf(server).list())
  expect(error).toBeInstanceOf(DecodeError)
  expect(error).toMatchObject({ status, requestId: REQUEST_ID, message: expect.stringContaining(rule) })
})

test.each([301, 302, 303, 307, 308])('a %i is an ApiError, and the token stays with the first host', async (status) => {
  const other = await serveAnswer(200, '{}')
  const server = await serveAnswer(status, '', { Location: `${other.endpoint}/elsewhere` })
  const error = await errorOf(clientOf(server).list())
  expect(error).toMatchObject({
    kind: 'api',
    status,
    message: expect.stringContaining('Set endpoint to the final one.'),
  })
  expect(other.requests).toEqual([])
})

test('names the origin and the cause when nobody listens', async () => {
  const endpoint = await unusedEndpoint()
  const error = await errorOf(clientOf({ endpoint }).list())
  expect(error).toBeInstanceOf(ConnectionError)
  expect(error).toMatchObject({
    message: expect.stringMatching(
      new RegExp(`${endpoint}: fetch failed .ECONNREFUSED.*\\(4 attempts: fetch failed \\(ECONNREFUSED\\)\\)$`),
    ),
    cause: { name: 'TypeError', message: 'fetch failed', cause: { code: 'ECONNREFUSED' } },
  })
})

test('a body that breaks off is a ConnectionError', async () => {
  const server = await serve((_, response) => {
    response.writeHead(200, { 'Content-Length': '1000' })
    response.write('{"total_count":', () => response.destroy())
  })
  expect(await errorOf(clientOf(server).list())).toMatchObject({ kind: 'connection' })
})

test('aborts before the request, and while it waits for headers or for the body', async () => {
  const reason = new Error('enough')
  const idle = await serve(() => {})
  expect(await errorOf(clientOf(idle).list({}, { signal: AbortSignal.abort(reason) }))).toMatchObject({
    kind: 'aborted',
    cause: reason,
  })
  expect(idle.requests).toEqual([])

  const waiting = new AbortController()
  const silent = await serve(() => waiting.abort(reason))
  expect(await errorOf(clientOf(silent).list({}, { signal: waiting.signal }))).toMatchObject({
    kind: 'aborted',
    cause: reason,
  })

  const reading = new AbortController()
  const slow = await serve((_, response) => {
    response.write('{"total_count":', () => reading.abort(reason))
  })
  expect(await errorOf(clientOf(slow).list({}, { signal: reading.signal }))).toMatchObject({
    kind: 'aborted',
    cause: reason,
  })
})

test('does not send what was aborted before, even with a fetch that ignores signals', async () => {
  const options = { endpoint: 'http://127.0.0.1', projectId: PROJECT_ID, credentials: { token: TOKEN } }
  const client = createClient({ ...options, fetch: async () => new Response('sent') })
  const error = await errorOf(client.list({}, { signal: AbortSignal.abort('stop') }))
  expect(error).toMatchObject({ kind: 'aborted', cause: 'stop' })
})

test('does not send what was aborted while it waited for credentials that ignore signals', async () => {
  const controller = new AbortController()
  let arrive: (late: Authentication) => void = () => {}
  const late = new Promise<Authentication>((resolve) => {
    arrive = resolve
  })
  const sent: Request[] = []
  const client = createClient({
    endpoint: 'http://127.0.0.1',
    projectId: PROJECT_ID,
    credentials: { authenticate: () => late },
    fetch: async (request) => new Response(String(sent.push(request))),
  })
  const call = client.list({}, { signal: controller.signal })
  await turn()
  controller.abort('stop')
  expect(await errorOf(call)).toMatchObject({ kind: 'aborted', cause: 'stop' })
  arrive({ headers: {}, secrets: [] })
  await turn()
  expect(sent).toEqual([])
})

test('lets go of the signal of the caller, whether a call fails or not', async () => {
  const { signal } = new AbortController()
  await clientOf(await serveAnswer(200, JSON.stringify(pageExample('running')))).list({}, { signal })
  await errorOf(clientOf(await serveAnswer(503, '')).list({}, { signal }))
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('leaves no timer behind', async () => {
  const [page, error] = [await serveAnswer(200, JSON.stringify(pageExample('running'))), await serveAnswer(403, '')]
  const before = timers()
  await clientOf(page).list()
  await errorOf(clientOf(error).list())
  expect(timers()).toBeLessThanOrEqual(before)
})

test('a time-out of the caller shows as its reason', async () => {
  const server = await serve(() => {})
  const error = await errorOf(clientOf(server).list({}, { signal: AbortSignal.timeout(1) }))
  expect(error).toMatchObject({ kind: 'aborted', cause: { name: 'TimeoutError' } })
})

test.each([
  ['an error page', 502, `<pre>X-Auth-Token: ${TOKEN}</pre>`],
  [
    'an error body',
    401,
    JSON.stringify({ error_code: `A.${TOKEN}`, error_msg: `decrypt ${TOKEN} fail`, request_id: TOKEN }),
  ],
  ['JSON of another form', 502, JSON.stringify({ echo: TOKEN }).replaceAll('/', '\\/')],
  ['JSON in JSON', 502, JSON.stringify(JSON.stringify(JSON.stringify({ echo: `${TOKEN}"` })))],
  ['HTML', 502, `<p>${TOKEN.replaceAll('+', '&#43;').replaceAll('/', '&#x2F;')}</p>`],
  [
    'a URL',
    502,
    encodeURIComponent(TOKEN).toLowerCase().replace('miitokenthatmustnevershow', 'MIItokenThatMustNeverShow'),
  ],
  ['a page', 200, `{"total_count": 0, "${TOKEN}": `],
  ['the header of the request id', 403, '', { 'X-Request-Id': TOKEN }],
  ['the content type', 200, '', { 'Content-Type': TOKEN }],
])('keeps a token that is echoed in %s out of the error', async (_, status, body, headers?) => {
  const error = await errorOf(clientOf(await serveAnswer(status, body, headers)).list())
  expect(RdsError.is(error)).toBe(true)
  const shown = inspect(error, { depth: 9, showHidden: true })
  expect(shown).toContain('[redacted]')
  expect(String(error) + JSON.stringify(error) + shown).not.toContain(TOKEN)
})

test('a fetch that fails in its own way is a ConnectionError', async () => {
  const options = { endpoint: 'http://127.0.0.1', projectId: PROJECT_ID, credentials: { token: TOKEN } }
  const client = createClient({ ...options, fetch: () => Promise.reject(`proxy refused ${TOKEN}`) })
  expect(await errorOf(client.list())).toMatchObject({
    kind: 'connection',
    message: expect.stringContaining('proxy refused [redacted]'),
  })
})

test.each([
  ['a request', Object.assign(new Error('no route'), { request: { headers: new Headers({ 'X-Auth-Token': TOKEN }) } })],
  ['errors', new AggregateError([new Error(TOKEN), Object.assign(new Error('e'), { TOKEN })], 'no route')],
  ['a cause', new Error('no route', { cause: Object.assign(new Error(TOKEN), { name: TOKEN, code: TOKEN, TOKEN }) })],
])('of a fetch that fails with %s in its error, the cause has no token', async (_, thrown) => {
  const options = { endpoint: 'http://127.0.0.1', projectId: PROJECT_ID, credentials: { token: TOKEN }, maxAttempts: 1 }
  const error = await errorOf(createClient({ ...options, fetch: () => Promise.reject(thrown) }).list())
  expect(error).toMatchObject({
    kind: 'connection',
    message: expect.stringContaining('no route'),
    cause: { message: 'no route', stack: expect.stringContaining('failures.test') },
  })
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(TOKEN)
})

test('the cause of an error whose causes go in a circle ends', async () => {
  const circular = new Error('no route')
  circular.cause = circular
  const options = { endpoint: 'http://127.0.0.1', projectId: PROJECT_ID, credentials: { token: TOKEN }, maxAttempts: 1 }
  const error = await errorOf(createClient({ ...options, fetch: () => Promise.reject(circular) }).list())
  expect(error).toMatchObject({ kind: 'connection', cause: { message: 'no route' } })
})

test('names what is behind a failed fetch that has no code', async () => {
  // A port that fetch refuses to use.
  const error = await errorOf(clientOf({ endpoint: 'http://127.0.0.1:4045' }).list())
  expect(error).toMatchObject({ message: expect.stringContaining('fetch failed (bad port)') })
})

test('redacts what a provider of the caller calls its secrets', async () => {
  const credentials = { authenticate: async () => ({ headers: { 'X-New-Way': TOKEN }, secrets: [TOKEN] }) }
  const server = await serve(({ headers }, response) => response.writeHead(403).end(headers['x-new-way']))
  const { endpoint } = server
  const error = await errorOf(createClient({ endpoint, projectId: PROJECT_ID, credentials }).list())
  expect(error).toMatchObject({ bodyExcerpt: '[redacted]' })
})

/** An address of a port that was free a moment ago. */
async function unusedEndpoint(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${port}`
}
