import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { listTasks, readDocument, resolve } from '../scripts/document.ts'
import { type Client, createClient } from './client.ts'
import type { TaskList } from './schema.gen.ts'

/** What a test server saw of a request. */
export interface SeenRequest {
  method: string | undefined
  url: string | undefined
  headers: IncomingHttpHeaders
}

/** A listening server that ends with the test. */
export interface TestServer {
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

export const TOKEN = 'MIIYtokenThatMustNeverShow=='
export const PROJECT_ID = '0123456789abcdef0123456789abcdef'

/** A client of a test server. */
export function clientOf({ endpoint }: { endpoint: string }): Client {
  return createClient({ endpoint, projectId: PROJECT_ID, credentials: { token: TOKEN } })
}

/** The error that `promise` rejects with. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => Promise.reject(new Error('The promise was expected to reject.')),
    (error: unknown) => error,
  )
}

interface Examples {
  content: { 'application/json': { examples: Record<string, { value: unknown }> } }
}

/** Every example of every response of the document: `[status, name of the example, body]`. */
export function documentExamples(): [status: number, name: string, body: unknown][] {
  const document = readDocument()
  const responses = document.components.responses as unknown as Record<string, Examples>
  return Object.entries(listTasks(document).operation.responses).flatMap(([status, { $ref }]) => {
    const { examples } = resolve(responses, $ref).content['application/json']
    return Object.entries(examples).map(([name, { value }]): [number, string, unknown] => [Number(status), name, value])
  })
}

/** The body of the named example of a 200. */
export function pageExample(name: string): TaskList {
  const found = documentExamples().find(([status, example]) => status === 200 && example === name)
  if (found === undefined) throw new Error(`The document has no example ${name} of a 200.`)
  return found[2] as TaskList
}
