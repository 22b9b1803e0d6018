import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { DocumentError } from '../document.ts'
import type { Limits } from '../limits/limits.ts'
import { errors } from '../refusal.ts'
import { answerRaw } from './raw-answer.ts'

/** What 16 kB of request line and headers may hold is plenty; more is refused while it is read. */
const MAX_HEADER_BYTES = 16_384
// Node looks for connections that took too long at this interval; its own is 30 seconds.
const CHECK_CONNECTIONS_EVERY_MS = 1000

export type RawAnswer = { error: DocumentError; requestId: string }

/**
 * Makes the servers that Fastify listens with. They leave nothing for Node to answer by itself: a missing Host and an unknown
 * Expect reach Fastify, and CONNECT and what is no HTTP get the document's error body on the bare socket.
 */
export class HttpServers {
  readonly #limits: Limits
  readonly #onRawAnswer: (answer: RawAnswer) => void
  readonly #latest = new WeakMap<Duplex, ServerResponse>()
  #connections = 0

  constructor(limits: Limits, onRawAnswer: (answer: RawAnswer) => void) {
    this.#limits = limits
    this.#onRawAnswer = onRawAnswer
  }

  /** Whether more connections are open than there should be. */
  get crowded(): boolean {
    return this.#connections > this.#limits.maxConnections
  }

  create(handler: RequestListener): Server {
    const { headersTimeout, requestTimeout, keepAliveTimeout, connectionTimeout, maxConnections } = this.#limits
    const handle: RequestListener = (request, response) => {
      this.#latest.set(request.socket, response)
      handler(request, response)
    }
    const options = { headersTimeout, requestTimeout, keepAliveTimeout, maxHeaderSize: MAX_HEADER_BYTES }
    const unguarded = { requireHostHeader: false, connectionsCheckingInterval: CHECK_CONNECTIONS_EVERY_MS }
    const server = createServer({ ...options, ...unguarded }, handle)
    server.setTimeout(connectionTimeout)
    server.maxConnections = 2 * maxConnections
    server.on('checkExpectation', handle)
    server.on('connect', (_: IncomingMessage, socket: Duplex) => this.#answerRaw(socket, errors.unknownPath))
    server.on('connection', (socket) => {
      this.#connections += 1
      socket.once('close', () => {
        this.#connections -= 1
      })
    })
    return server
  }

  /** For what Node cannot read as a request. What came before it on the same connection is still answered. */
  async answerClientError(socket: Duplex): Promise<void> {
    const latest = this.#latest.get(socket)
    if (latest && !latest.closed) await new Promise((resolve) => latest.once('close', resolve))
    this.#answerRaw(socket, errors.malformedRequest)
  }

  #answerRaw(socket: Duplex, error: DocumentError): void {
    const requestId = answerRaw(socket, error)
    if (requestId !== undefined) this.#onRawAnswer({ error, requestId })
  }
}
