import { request as sendHttp } from 'node:http'
import bundle from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import { expect, onTestFinished, test } from 'vitest'
import { REGION_HOSTS, REQUEST_HEADERS } from './document.ts'
import { type RelayOptions, type RunningRelay, startRelay } from './relay.ts'
import { selfSigned } from './testing/certificate.ts'
import { PAGE, startEndpoint } from './testing/endpoint.ts'

const ORIGIN = 'http://docs.example'
const TARGET = `/v3/${'0'.repeat(32)}/tasklist?name=a%20b&limit=3`

async function relayFor(ports: number[], options: Partial<RelayOptions> = {}): Promise<RunningRelay> {
  const allowedHosts = ports.map((port) => `http://127.0.0.1:${port}`)
  const relay = await startRelay({ port: 0, allowedOrigins: [ORIGIN], allowedHosts, ...options })
  onTestFinished(() => relay.close())
  return relay
}

type Sent = { method?: string; path?: string; headers?: Record<string, string | undefined> }
type Got = { status: number | undefined; headers: NodeJS.Dict<string | string[]>; body: string }

/** Sends as a page of the allowed origin does, unless told otherwise: `fetch` would not let `Host` and `Origin` be chosen. */
function send(
  relay: RunningRelay,
  port: number,
  { method = 'GET', path = TARGET, headers = {} }: Sent = {},
): Promise<Got> {
  const usual = { Origin: ORIGIN, 'X-Relay-Token': relay.token, 'X-Relay-Host': `http://127.0.0.1:${port}` }
  const chosen = Object.entries({ ...usual, ...headers }).filter(([, value]) => value !== undefined)
  const options = { method, path, headers: Object.fromEntries(chosen) as Record<string, string>, agent: false }
  return new Promise((resolve, reject) => {
    sendHttp(relay.url, options, async (response) => {
      const body = (await response.toArray()).join('')
      resolve({ status: response.statusCode, headers: response.headers, body })
    })
      .on('error', reject)
      .end()
  })
}

test('a request goes on as it came, with the headers of the document and no others; so does the answer', async () => {
  const endpoint = await startEndpoint()
  const relay = await relayFor([endpoint.port])
  const token = 'x'.repeat(20_000)
  const headers = { 'X-Auth-Token': token, 'X-Language': 'zh-cn', Cookie: 'a=b', Referer: 'http://docs.example/' }
  const { status, headers: answered, body } = await send(relay, endpoint.port, { headers })
  expect(endpoint.received).toEqual([
    {
      method: 'GET',
      url: TARGET,
      headers: {
        'x-auth-token': token,
        'x-language': 'zh-cn',
        host: `127.0.0.1:${endpoint.port}`,
        connection: 'close',
      },
    },
  ])
  expect({ status, body }).toEqual({ status: 200, body: PAGE })
  expect(answered).toMatchObject({ 'x-request-id': 'a'.repeat(32), 'access-control-allow-origin': ORIGIN })
  expect(answered).not.toHaveProperty('set-cookie')
})

test.each<[string, Sent, number, string]>([
  ['a page of another origin', { headers: { Origin: 'http://evil.example' } }, 403, 'wrong-origin'],
  ['no page at all', { headers: { Origin: undefined } }, 403, 'wrong-origin'],
  ['a page in a sandbox', { headers: { Origin: 'null' } }, 403, 'wrong-origin'],
  ['a name of somebody else for this machine', { headers: { Host: 'evil.example' } }, 421, 'wrong-host'],
  ['a page without the token', { headers: { 'X-Relay-Token': undefined } }, 401, 'wrong-token'],
  ['a page with another token', { headers: { 'X-Relay-Token': 'x'.repeat(24) } }, 401, 'wrong-token'],
  ['a host that is not on the list', { headers: { 'X-Relay-Host': 'evil.example' } }, 403, 'unlisted-host'],
  ['no host', { headers: { 'X-Relay-Host': undefined } }, 403, 'unlisted-host'],
  ['a method that writes', { method: 'POST' }, 404, 'unknown-path'],
  ['a path that the document does not have', { path: '/v3/x/instances' }, 404, 'unknown-path'],
  ['a path that leads elsewhere', { path: '/v3/../tasklist' }, 404, 'unknown-path'],
  ['a path that leads elsewhere once it is decoded', { path: '/v3/%2e%2e/tasklist' }, 404, 'unknown-path'],
  ['a whole address', { path: `http://evil.example${TARGET}` }, 404, 'unknown-path'],
])('refused, and nothing is sent: %s', async (_, sent, status, relayError) => {
  const endpoint = await startEndpoint()
  const relay = await relayFor([endpoint.port])
  const answer = await send(relay, endpoint.port, sent)
  expect([answer.status, JSON.parse(answer.body).relay_error]).toEqual([status, relayError])
  expect(endpoint.received).toEqual([])
})

test('a page may ask before it sends; a page of another origin gets no leave', async () => {
  const relay = await relayFor([])
  const headers = { 'Access-Control-Request-Method': 'GET', 'X-Relay-Token': undefined }
  const allowed = await send(relay, 0, { method: 'OPTIONS', headers })
  expect(allowed).toMatchObject({ status: 204, headers: { 'access-control-allow-origin': ORIGIN } })
  expect(allowed.headers['access-control-allow-headers']).toContain('X-Relay-Token')
  const refused = await send(relay, 0, { method: 'OPTIONS', headers: { ...headers, Origin: 'http://evil.example' } })
  expect(refused.status).toBe(403)
  expect(refused.headers).not.toHaveProperty('access-control-allow-origin')
})

test('each start has a token of its own, and so does each port', async () => {
  const [one, other] = [await relayFor([]), await relayFor([])]
  expect(one.token).toMatch(/^[\w-]{24}$/)
  expect(other.token).not.toBe(one.token)
})

test('a redirect is given back and not followed: the credentials do not go where it points', async () => {
  const elsewhere = await startEndpoint()
  const location = `http://127.0.0.1:${elsewhere.port}${TARGET}`
  const endpoint = await startEndpoint({
    listener: (_, response) => response.writeHead(307, { Location: location }).end(),
  })
  const relay = await relayFor([endpoint.port, elsewhere.port])
  expect((await send(relay, endpoint.port)).status).toBe(307)
  expect(elsewhere.received).toEqual([])
})

test('an endpoint that hangs, sends too much, or is not there is told apart', async () => {
  const hanging = await startEndpoint({ listener: () => {} })
  const large = await startEndpoint({ listener: (_, response) => response.end('x'.repeat(2000)) })
  const relay = await relayFor([hanging.port, large.port, 1], { timeoutMs: 100, maxBytes: 1999 })
  const outcomes = await Promise.all([hanging.port, large.port, 1].map((port) => send(relay, port)))
  expect(outcomes.map(({ status, body }) => [status, JSON.parse(body).relay_error])).toEqual([
    [504, 'time-out'],
    [502, 'too-large'],
    [502, 'unreachable'],
  ])
})

test('an endpoint whose certificate nobody has signed gets nothing', async () => {
  const endpoint = await startEndpoint({ tls: selfSigned() })
  const host = `localhost:${endpoint.port}`
  const relay = await relayFor([], { allowedHosts: [host] })
  const answer = await send(relay, 0, { headers: { 'X-Relay-Host': host } })
  expect(answer).toMatchObject({ status: 502, body: expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT') })
  expect(endpoint.received).toEqual([])
})

test('the log names method, host, status and time; no query, no header, no token', async () => {
  const endpoint = await startEndpoint()
  const lines: string[] = []
  const relay = await relayFor([endpoint.port], { log: (line) => lines.push(line) })
  await send(relay, endpoint.port, { headers: { 'X-Auth-Token': 'secret' } })
  await send(relay, endpoint.port, { path: '/v3/secret', headers: { 'X-Relay-Host': 'secret' } })
  expect(lines).toEqual([
    expect.stringMatching(`^GET http://127.0.0.1:${endpoint.port} 200 \\d+ ms$`),
    expect.stringMatching(/^GET - 404 \d+ ms$/),
  ])
})

test('the endpoints of all regions may be reached, and the introduction of the document names every header', () => {
  expect(REGION_HOSTS).toContain('rds.eu-west-101.myhuaweicloud.eu')
  expect(REGION_HOSTS).toHaveLength(bundle.servers.flatMap(({ variables }) => variables.region.enum).length)
  for (const header of REQUEST_HEADERS) expect(bundle.info.description).toContain(`| \`${header}\` |`)
})
