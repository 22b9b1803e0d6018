import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

const CORS_HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'X-Auth-Token, X-Language',
  'Access-Control-Expose-Headers': 'X-Request-Id',
}

/** A server that answers with one empty page of tasks, as the mock does, or a redirect; it keeps the requests it got. */
export async function startTaskListServer(redirectTo?: string) {
  const received: { url: string; headers: IncomingHttpHeaders }[] = []
  const server = createServer((request, response) => {
    if (request.method === 'OPTIONS') return response.writeHead(204, CORS_HEADERS).end()
    received.push({ url: request.url ?? '', headers: request.headers })
    if (redirectTo) return response.writeHead(307, { ...CORS_HEADERS, Location: redirectTo }).end()
    const headers = { ...CORS_HEADERS, 'Content-Type': 'application/json', 'X-Request-Id': 'a'.repeat(32) }
    return response.writeHead(200, headers).end('{"tasks":[],"actions":[],"total_count":0}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
