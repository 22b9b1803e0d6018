import type { ListQuery } from '@rds-tasklist/client'
import { type Operation, sampleRequest as readSample } from '@rds-tasklist/spec/reader'
import type { WireRequest } from './wire.ts'

/** Any text is a token for the mock. */
export const TOKEN = 'contract-token'

/** The sample request of the document, with credentials. */
export function sampleRequest(operation: Operation): WireRequest {
  const { query } = readSample(operation)
  return requestWith(
    operation,
    Object.entries(query)
      .map(([name, value]) => `${name}=${value}`)
      .join('&'),
  )
}

/** The sample request as the client takes it. */
export function sampleInput(operation: Operation): { projectId: string; query: ListQuery } {
  const { projectId, query } = readSample(operation)
  return { projectId, query: query as ListQuery }
}

/** The sample request with this query alone. */
export function requestWith(operation: Operation, query: string): WireRequest {
  const path = pathOf(operation, readSample(operation).projectId)
  return { method: operation.method, target: query ? `${path}?${query}` : path, headers: { 'x-auth-token': TOKEN } }
}

/** A request for another project, without a query. */
export function withProject(operation: Operation, projectId: string): WireRequest {
  return { ...requestWith(operation, ''), target: pathOf(operation, projectId) }
}

function pathOf({ path }: Operation, projectId: string): string {
  return path.replace('{project_id}', projectId)
}
