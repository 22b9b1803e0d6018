import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type Answer, answer, languageOf, type MockRequest, ownAnswer } from './answer.ts'
import { corsHeaders, isPreflight, preflightAnswer } from './cors.ts'
import { loadPrism, type Prism } from './prism.ts'

export type MockOptions = {
  /** 0 takes any free port. */
  port: number
  /** The address to listen on. Loopback unless told otherwise. */
  host?: string
  /** Origins whose pages may call the mock from a browser, such as `http://127.0.0.1:4000`. None unless told otherwise. */
  allowedOrigins?: string[]
}

export type RunningMock = { url: string; close(): Promise<void> }

const REQUEST_TIMEOUT_MS = 10_000

/**
 * Starts the mock and resolves once it listens.
 *
 * @throws the system's error when it cannot listen, such as `EADDRINUSE`.
 */
export async function startMock({ port, host = '127.0.0.1', allowedOrigins = [] }: MockOptions): Promise<RunningMock> {
  const prism = await loadPrism()
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    void respond(read(request), response, prism, allowedOrigins)
  })
  server.on('clientError', refuse)
  server.listen(port, host)
  await once(server, 'listening')
  const { port: bound } = server.address() as AddressInfo
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`, close: () => close(server) }
}

async function respond(request: MockRequest, response: ServerResponse, prism: Prism, allowedOrigins: string[]) {
  const { status, headers, body } = isPreflight(request, allowedOrigins)
    ? preflightAnswer(request)
    : await answerOrFail(request, prism)
  const length = { 'content-length': Buffer.byteLength(body) }
  response.writeHead(status, { ...headers, ...corsHeaders(request, allowedOrigins), ...(status !== 204 && length) })
  // Node sends no body after HEAD, whatever is written.
  response.end(body)
}

async function answerOrFail(request: MockRequest, prism: Prism): Promise<Answer> {
  try {
    return await answer(request, prism)
  } catch (error) {
    process.stderr.write(`${request.method} ${request.path}: ${(error as Error).message}\n`)
    return ownAnswer('server-failure', languageOf(request))
  }
}

function read({ method = '', url = '', headers }: IncomingMessage): MockRequest {
  // A proxy may ask with the whole address; only its path counts.
  const target = url.replace(/^https?:\/\/[^/?]*/i, '')
  const end = target.includes('?') ? target.indexOf('?') : target.length
  const single = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value])
  return { method, path: target.slice(0, end), rawQuery: target.slice(end + 1), headers: Object.fromEntries(single) }
}

/** Answers what Node's parser refuses, which never becomes a request. */
function refuse(_error: Error, socket: Duplex): void {
  if (!socket.writable) return void socket.destroy()
  const { status, headers, body } = ownAnswer('malformed-request', 'en-us')
  const lines = Object.entries({ ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n${body}`)
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
