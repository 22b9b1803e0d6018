import { once } from 'node:events'
import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listOf, PROJECT, TOKEN } from '../testing/fixtures.ts'
import { readAnswers } from '../testing/read-answers.ts'
import { responseProblems, type WireResponse } from '../testing/response-problems.ts'
import { startTestService, type TestService } from '../testing/service.ts'

const PATH = listOf(PROJECT)
const NEXT = `GET ${PATH} HTTP/1.1\r\nHost: a\r\nX-Auth-Token: ${TOKEN}\r\nConnection: close\r\n\r\n`
// What Node prints of itself, of a stack and of where files lie.
const INSIDES = /node:|node_modules|\.[cm]?[jt]s:\d|^\s+at /m

let service: TestService
beforeAll(async () => {
  // Short, so that a request that never ends for the service fails the test soon.
  const waits = { headersTimeout: 500, requestTimeout: 1000, keepAliveTimeout: 5000 }
  service = await startTestService({ limits: { ratePerSecond: 100_000, ...waits } })
})
afterAll(() => service.close())

/** Sends a request (latin1), and a proper one on the same connection once it is answered. Gives the answers until the connection ends. */
async function exchange(request: string): Promise<WireResponse[]> {
  const { hostname, port } = new URL(service.url)
  const socket = connect(Number(port), hostname).setEncoding('latin1')
  socket.write(request, 'latin1')
  let bytes = ''
  let sent = false
  socket.on('data', (chunk) => {
    bytes += chunk
    if (!sent && answersIn(bytes) > 0) sent = socket.write(NEXT)
  })
  await once(socket, 'close')
  return readAnswers(bytes)
}

function answersIn(bytes: string): number {
  try {
    return readAnswers(bytes).length
  } catch {
    return 0
  }
}

/** Each answer is the document's and tells nothing of the inside; the last says that the connection ends. */
function judge(answers: WireResponse[]): void {
  for (const answer of answers) {
    expect(responseProblems(answer)).toEqual([])
    expect(answer.status).toBeLessThan(500)
    expect(answer.body).not.toMatch(INSIDES)
  }
  expect(answers.at(-1)?.headers.connection).toBe('close')
}

const get = (target: string, ...lines: string[]) =>
  `GET ${target} HTTP/1.1\r\nHost: a\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`
const mine = `X-Auth-Token: ${TOKEN}`

test.each([
  ['a body in chunks', `${get(PATH, mine, 'Transfer-Encoding: chunked')}5\r\nhello\r\n0\r\n\r\n`, 200],
  ['a body after leave to send it', `${get(PATH, mine, 'Expect: 100-continue', 'Content-Length: 2')}{}`, 200],
  [
    'an offer of HTTP/2',
    get(PATH, mine, 'Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AA'),
    200,
  ],
  ['two signatures', get(PATH, 'Authorization: SDK-HMAC-SHA256 Access=a', 'Authorization: Basic YTpi'), 401],
  ['a token that is no ASCII', get(PATH, 'X-Auth-Token: \xff\xe4\xbb\xbb'), 401],
  ['a language that is no ASCII', get(PATH, mine, 'X-Language: \xed\xa0\x80'), 200],
  ['a header of 9 kB', get(PATH, mine, `X-Long: ${'x'.repeat(9000)}`), 200],
  ['a path of 9 kB', get(`/v3/${'x'.repeat(9000)}`, mine), 404],
  ['a project ID of 9 kB', get(listOf('x'.repeat(9000)), mine), 400],
  ['a surrogate alone', get(`${PATH}?name=%ED%A0%80`, mine), 400],
  ['the names of object members', get(`${PATH}?__proto__=a&constructor=b&toString=c`, mine), 200],
  ['two slashes', get(`/${PATH}`, mine), 404],
  ['dot segments', get(PATH.replace('/v3/', '/v3/x/../'), mine), 404],
  ['a semicolon', get(`${PATH};a=b`, mine), 404],
  ['the address of somebody else', get(`http://evil.example${PATH}`, mine), 200],
])('%s: an answer of the document, and the connection serves on', async (_, request, status) => {
  const answers = await exchange(request)
  judge(answers)
  expect(answers.map((answer) => answer.status)).toEqual([status, 200])
})

const PIECES = [
  ...['/', '//', '/.', '/..', '/%2e%2e/', '\\', ';', ';a=b', '?', '&', '=', '+', '#', '*', '|', '"', '<', '{}'],
  ...[
    '%',
    '%2',
    '%zz',
    '%00',
    '%2F',
    '%ff',
    '%ED%A0%80',
    '%F4%90%80%80',
    '\0',
    '\x7f',
    '\xff',
    '\xed\xa0\x80',
    '\xe4\xbb\xbb',
  ],
  ...[
    'v3',
    PROJECT,
    'tasklist',
    'limit=',
    'offset=',
    'name=',
    'start_time=',
    '__proto__',
    'constructor',
    '[]',
    '1',
    '-1',
    '1e3',
  ],
  ...['x'.repeat(8200), 'x'.repeat(16_400)],
]
const ODD_LINES = [
  ...[
    'X-Auth-Token: other',
    'X-Auth-Token:',
    'X-Auth-Token: \xff',
    'Authorization: a',
    'Authorization: SDK-HMAC-SHA256 \xff',
  ],
  'Authorization: SDK-HMAC-SHA256 Access=a, SignedHeaders=host;x-sdk-date, Signature=0',
  ...['X-Sdk-Date: 20261124T120000Z', 'X-Sdk-Date: \xff', 'X-Security-Token: a', 'X-Project-Id: ..', 'X-Request-Id: a'],
  ...[
    'X-Language: zh-cn',
    'X-Language: en-us',
    'X-Language: __proto__',
    'X-Language: \xff',
    'Origin: null',
    'Cookie: \xff',
  ],
  ...[
    'Expect: 100-continue',
    'Expect: x',
    'Upgrade: websocket',
    'Upgrade: h2c',
    'Connection: Upgrade',
    'Connection: x',
  ],
  ...[
    'Host: b',
    'Host:',
    'Content-Type: \xff',
    'Content-Encoding: br',
    'Content-Length: 0',
    'Content-Length: -1',
    'TE: x',
  ],
  ...[
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: gzip',
    'Trailer: x',
    'Range: bytes=0-1',
    'X-Forwarded-For: \xff',
  ],
  ...['__proto__: a', 'constructor: b', 'no colon', ' folded', 'Space : a', ': no name', 'X-Nul: a\0b', 'X-Bare: a\rb'],
  ...[`X-Long: ${'x'.repeat(8200)}`, `X-Long: ${'\xff'.repeat(16_400)}`],
]
const CHUNKED = ['Transfer-Encoding: chunked']
/** The headers that announce a body, and the body. */
const BODIES: [string[], string][] = [
  [[], ''],
  [['Content-Length: 5'], 'hello'],
  [CHUNKED, '5\r\nhello\r\n0\r\n\r\n'],
  [CHUNKED, 'zz\r\n\r\n'],
  [CHUNKED, '0\r\nx: \0\r\n\r\n'],
]

const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((list) => list.join(''))
const start = fc.constantFrom(
  `${PATH}?`,
  `${PATH}?limit=1&`,
  PATH,
  '/',
  '',
  `http://evil.example${PATH}?`,
  'http://',
  '//evil.example',
)
const version = fc.oneof(
  { weight: 4, arbitrary: fc.constant('HTTP/1.1') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('HTTP/1.0', 'HTTP/0.9', 'HTTP/1.2', 'HTTP/2.0', 'HTTP/11', 'http/1.1', 'HTTP', ''),
  },
)
const malformed = fc.record({
  method: fc.oneof(
    { weight: 4, arbitrary: fc.constant('GET') },
    fc.constantFrom('PUT', 'OPTIONS', 'PROPFIND', 'get', 'G\0T'),
  ),
  target: fc.tuple(start, pieces).map((parts) => parts.join('')),
  version,
  lines: fc.array(fc.constantFrom(...ODD_LINES), { maxLength: 4 }),
  body: fc.constantFrom(...BODIES),
})

test('whatever a request is made of: an answer of the document, no 5xx, and a connection in order', async () => {
  const property = fc.asyncProperty(malformed, async ({ method, target, version, lines, body: [framing, body] }) => {
    const head = [`${method} ${target} ${version}`, 'Host: a', mine, ...lines, ...framing]
    const answers = await exchange(`${head.join('\r\n')}\r\n\r\n${body}`)
    judge(answers)
    const [, next, ...more] = answers
    // What follows a body that is broken cannot be told from it.
    if (next) expect([200, 400]).toContain(next.status)
    expect(more).toEqual([])
  })
  await fc.assert(property, { numRuns: 500 })
})
