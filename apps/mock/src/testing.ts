import { once } from 'node:events'
import { connect } from 'node:net'
import bundle from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import { type Operation, operations, sampleRequest } from '@rds-tasklist/spec/reader'
import { onTestFinished } from 'vitest'
import { type MockOptions, type RunningMock, startMock } from './index.ts'

const [operation] = operations(bundle) as [Operation]

/** The project of the sample request. */
export const PROJECT = sampleRequest(operation).projectId
export const PATH = operation.path.replace('{project_id}', PROJECT)

/** The greatest page of the document. */
export const MAX_LIMIT = operation.parameters.find(({ name }) => name === 'limit')?.schema.maximum ?? 0

export type Init = { method?: string; headers?: Record<string, string>; path?: string; signal?: AbortSignal }

/** A mock on a free port that lives as long as the test that asks for it. */
export async function mockForTest(options: Partial<MockOptions> = {}): Promise<RunningMock> {
  const mock = await startMock({ port: 0, ...options })
  onTestFinished(() => mock.close())
  return mock
}

/** Sends a request with a token, unless told otherwise. */
export function send({ url }: RunningMock, query = '', { path = PATH, headers = {}, ...init }: Init = {}) {
  return fetch(`${url}${path}${query && `?${query}`}`, { ...init, headers: { 'X-Auth-Token': 'any', ...headers } })
}

/** What raw bytes get, byte for byte, until the connection closes. Rejects when it is reset. */
export async function sendRaw({ url }: RunningMock, request: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write(request)
  let answer = ''
  socket.on('data', (chunk) => (answer += chunk))
  await once(socket, 'close')
  return answer
}
