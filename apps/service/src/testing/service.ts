import { once } from 'node:events'
import { connect } from 'node:net'
import { onTestFinished } from 'vitest'
import { type RunningService, type ServiceOptions, startService } from '../server.ts'
import { openSqliteStore } from '../store/sqlite-store.ts'
import type { TaskStore } from '../store/task-store.ts'
import { authenticator, foreignTasks, TOKEN, tasks } from './fixtures.ts'
import { responseProblems, type WireResponse } from './response-problems.ts'

export type Init = { method?: string; headers?: Record<string, string> }

export type TestService = RunningService & {
  /** Sends a request with the project's token, unless told otherwise, and sees to it that the answer is the document's. */
  send(target: string, init?: Init): Promise<WireResponse>
  /** What raw bytes get, byte for byte. */
  raw(request: string): Promise<string>
}

/** A store with the tasks of two projects. */
export async function filledStore(): Promise<TaskStore> {
  const store = await openSqliteStore({ file: ':memory:' })
  await store.upsert([...tasks, ...foreignTasks])
  return store
}

/** A service on free ports, closed when the test or the file is finished. */
export async function startTestService(options: Partial<ServiceOptions> = {}): Promise<TestService> {
  const store = options.store ?? (await filledStore())
  const service = await startService({ authenticator, port: 0, adminPort: 0, ...options, store })
  return { ...service, send: sender(service.url), raw: (request) => sendRaw(service.url, request) }
}

/** Sends to a service, with the project's token unless told otherwise, and rejects when the answer is not the document's. */
export function sender(url: string): TestService['send'] {
  return async (target, { method = 'GET', headers = {} } = {}) => {
    const response = await fetch(`${url}${target}`, { method, headers: { 'x-auth-token': TOKEN, ...headers } })
    const answer = {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    }
    const problems = responseProblems(answer, method)
    if (problems.length > 0) throw new Error(`${method} ${target}: ${problems.join('; ')}: ${answer.body}`)
    return answer
  }
}

/** A service that lives as long as the test that asks for it. */
export async function serviceForTest(options: Partial<ServiceOptions> = {}): Promise<TestService> {
  const service = await startTestService(options)
  onTestFinished(() => service.close())
  return service
}

export async function sendRaw(url: string, request: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write(request, 'latin1')
  let answer = ''
  socket.on('data', (chunk) => (answer += chunk))
  await once(socket, 'close')
  return answer
}

/** The answers in what came back on a bare connection. */
export function parseRaw(text: string): WireResponse {
  const [head = '', body = ''] = text.split('\r\n\r\n')
  const [statusLine = '', ...lines] = head.split('\r\n')
  const headers = lines.map((line) => /^([^:]+): *(.*)$/.exec(line)?.slice(1) ?? ['', ''])
  return {
    status: Number(statusLine.split(' ')[1]),
    headers: Object.fromEntries(headers.map(([name = '', value]) => [name.toLowerCase(), value])),
    body,
  }
}
