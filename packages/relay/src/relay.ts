import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { REGION_HOSTS, REQUEST_HEADERS, RESPONSE_HEADERS } from './document.ts'
import { type Bounds, type Forwarded, forward } from './forward.ts'
import { RELAY_HEADERS, type Refusal, type Rules, refusalOf, refusalOfPage } from './guard.ts'

export type RelayOptions = {
  /** 0 takes any free port. */
  port: number
  /** The origins whose pages may use the relay, such as `http://127.0.0.1:4000`. */
  allowedOrigins: string[]
  /**
   * The endpoints that may be reached: hosts by `https`, or for development an origin such as `http://127.0.0.1:4020`. The
   * hosts of the document's regions unless told otherwise.
   */
  allowedHosts?: string[]
  /** How long an endpoint may take, in milliseconds: 30 seconds unless told otherwise. */
  timeoutMs?: number
  /** How large an answer may be, in bytes: 1 MiB unless told otherwise. */
  maxBytes?: number
  /** Gets a line for each request: method, host, status and duration, never a query, a header or a body. */
  log?: (line: string) => void
}

export type RunningRelay = {
  url: string
  /** What requests have to bring along in `X-Relay-Token`. Made for this start alone. */
  token: string
  close(): Promise<void>
}

const LOOPBACK = '127.0.0.1'
// Tokens that list a catalogue of services take more than Node's 16 kB.
const MAX_HEADER_BYTES = 65_536
const TOKEN_BYTES = 18
const PREFLIGHT_MAX_AGE_SECONDS = 600

/**
 * Starts a relay on 127.0.0.1, and there only. It resolves once it listens.
 *
 * @throws the system's error when it cannot listen, such as `EADDRINUSE`.
 */
export async function startRelay(options: RelayOptions): Promise<RunningRelay> {
  const { port, allowedOrigins, allowedHosts = REGION_HOSTS, timeoutMs = 30_000, maxBytes = 2 ** 20, log } = options
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  const rules: Rules = { ownHosts: [], allowedOrigins, allowedHosts, token }
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, async (request, response) => {
    const began = performance.now()
    const { status, host } = await answer(request, response, rules, { timeoutMs, maxBytes })
    log?.(`${request.method} ${host} ${status} ${Math.round(performance.now() - began)} ms`)
  })
  server.listen(port, LOOPBACK)
  await once(server, 'listening')
  const { port: bound } = server.address() as AddressInfo
  rules.ownHosts.push(`${LOOPBACK}:${bound}`, `localhost:${bound}`)
  return {
    url: `http://${LOOPBACK}:${bound}`,
    token,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Logged = { status: number; host: string }

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  rules: Rules,
  bounds: Bounds,
): Promise<Logged> {
  const stranger = refusalOfPage(request, rules)
  // Without CORS headers its page cannot even read why.
  if (stranger) return end(response, '-', refusalAnswer(stranger))
  const cors = { 'Access-Control-Allow-Origin': request.headers.origin, Vary: 'Origin' }
  if (request.method === 'OPTIONS')
    return end(response, '-', { status: 204, headers: { ...cors, ...PREFLIGHT }, body: '' })
  const exposed = { ...cors, 'Access-Control-Expose-Headers': RESPONSE_HEADERS.join(', ') }
  const refusal = refusalOf(request, rules)
  const host = refusal ? '-' : String(request.headers[RELAY_HEADERS.host.toLowerCase()])
  const outcome = refusal ?? (await forward(request, host, bounds))
  const { status, headers, body } = 'relayError' in outcome ? refusalAnswer(outcome) : outcome
  return end(response, host, { status, headers: { ...headers, ...exposed }, body })
}

const PREFLIGHT = {
  'Access-Control-Allow-Methods': 'GET, HEAD',
  'Access-Control-Allow-Headers': [...REQUEST_HEADERS, ...Object.values(RELAY_HEADERS)].join(', '),
  'Access-Control-Max-Age': String(PREFLIGHT_MAX_AGE_SECONDS),
  // Chromium asks a server on this machine whether pages from elsewhere may reach it; the origin is checked above.
  'Access-Control-Allow-Private-Network': 'true',
}

type Answer = Omit<Forwarded, 'body'> & { body: Buffer | string }

function refusalAnswer({ status, relayError, message }: Refusal): Answer {
  const body = JSON.stringify({ relay_error: relayError, message })
  return { status, headers: { 'Content-Type': 'application/json' }, body }
}

function end(response: ServerResponse, host: string, { status, headers, body }: Answer): Logged {
  const own: OutgoingHttpHeaders = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' }
  response.writeHead(status, {
    ...headers,
    ...own,
    ...(status !== 204 && { 'Content-Length': Buffer.byteLength(body) }),
  })
  response.end(body)
  return { status, host }
}
