import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export type Received = { method: string | undefined; url: string | undefined; headers: IncomingHttpHeaders }

/** A stand-in for an endpoint, which keeps what it got. */
export type Endpoint = { port: number; received: Received[] }

type Options = { listener?: RequestListener; tls?: { key: Buffer; cert: Buffer } }

/** Starts a stand-in on a free port for as long as the test lasts. It answers with an empty page unless told otherwise. */
export async function startEndpoint({ listener = answerPage, tls }: Options = {}): Promise<Endpoint> {
  const received: Received[] = []
  const listen: RequestListener = (request, response) => {
    const { method, url, headers } = request
    received.push({ method, url, headers })
    listener(request, response)
  }
  const server: Server = tls ? createSecureServer(tls, listen) : createServer({ maxHeaderSize: 100_000 }, listen)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, received }
}

export const PAGE = '{"tasks":[],"actions":[],"total_count":0}'

const answerPage: RequestListener = (_, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'X-Request-Id': 'a'.repeat(32), 'Set-Cookie': 'a=b' })
  response.end(PAGE)
}
