import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What a test server saw of a request. */
export type SeenRequest = {
  method: string | undefined
  url: string | undefined
  headers: IncomingHttpHeaders
}

/** A listening server that ends with the test. */
export type TestServer = {
  endpoint: string
  requests: SeenRequest[]
}

/** Listens on a free port of 127.0.0.1 and records what arrives. */
export async function serve(listener: RequestListener): Promise<TestServer> {
  const requests: SeenRequest[] = []
  const server = createServer((request, response) => {
    requests.push({ method: request.method, url: request.url, headers: request.headers })
    listener(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests }
}

/** A server that gives every request the same answer. */
export function serveAnswer(
  status: number,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<TestServer> {
  return serve((_, response) => response.writeHead(status, headers).end(body))
}
