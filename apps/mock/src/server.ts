import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type Answer, answer, languageOf, type MockRequest, ownAnswer } from './answer.ts'
import { corsHeaders, isPreflight, preflightAnswer } from './cors.ts'
import { loadPrism, type Prism } from './prism.ts'
import { answerRaw } from './raw-answer.ts'

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
  const server = createMockServer(await loadPrism(), allowedOrigins)
  server.listen(port, host)
  await once(server, 'listening')
  const { port: bound } = server.address() as AddressInfo
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`, close: () => close(server) }
}

function createMockServer(prism: Prism, allowedOrigins: string[]): Server {
  const pending = new WeakMap<Duplex, Promise<void>>()
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    pending.set(request.socket, respond(read(request), response, prism, allowedOrigins))
  }
  // Node would answer a missing Host, an unknown Expect and CONNECT by itself, without the document's error body.
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS, requireHostHeader: false }, handle)
  server.on('checkExpectation', handle)
  server.on('connect', (_, socket) => answerRaw(socket, 'unknown-path'))
  // What came before the broken bytes on the same connection is still answered.
  server.on('clientError', async (_, socket) => {
    await pending.get(socket)
    answerRaw(socket, 'malformed-request')
  })
  return server
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

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
