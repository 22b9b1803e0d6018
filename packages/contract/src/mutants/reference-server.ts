import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type Behaviour, CORRECT, type Request, type Response } from './behaviour.ts'

export type RunningServer = { url: string; close(): Promise<void> }

/** Starts a server on loopback that behaves like this; correctly unless told otherwise. */
export async function startReferenceServer(behaviour: Behaviour = CORRECT): Promise<RunningServer> {
  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { status, headers, body } = behaviour.finish(await respond(behaviour, readRequest(incoming)))
    outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
  }
  const server = createServer({ requireHostHeader: false, keepAliveTimeout: 60_000 }, handle)
  server.on('checkExpectation', handle)
  server.on('connect', (_, socket) => endWith(socket, behaviour.connect()))
  server.on('clientError', (_, socket) => endWith(socket, behaviour.malformed()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => close(server) }
}

async function respond(behaviour: Behaviour, request: Request): Promise<Response> {
  const answer = await behaviour.respond(behaviour, request)
  return { ...answer, headers: { 'x-request-id': randomBytes(16).toString('hex'), ...answer.headers } }
}

function readRequest({ method = '', url = '', headers }: IncomingMessage): Request {
  const end = url.includes('?') ? url.indexOf('?') : url.length
  return { method, path: url.slice(0, end), rawQuery: url.slice(end + 1), headers: headers as Request['headers'] }
}

function endWith(socket: Duplex, { status, headers, body }: Response): void {
  socket.on('error', () => socket.destroy())
  const lines = Object.entries({ ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' })
  socket.end(`HTTP/1.1 ${status} -\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`)
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}
