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
  return requestFor(operation, { projectId: readSample(operation).projectId, token: TOKEN }, { query })
}

/** A request for another project, without a query. */
export function withProject(operation: Operation, projectId: string): WireRequest {
  return requestFor(operation, { projectId, token: TOKEN })
}

/** What a request has in place of what makes it valid. */
export type Asked = { query?: string; project?: string; headers?: Record<string, string>; method?: string }

/** A request that is valid for whom the token lets in, but for what is asked. */
export function requestFor(
  operation: Operation,
  { projectId, token }: { projectId: string; token: string },
  { query = '', project = projectId, headers = {}, method = operation.method }: Asked = {},
): WireRequest {
  const path = operation.path.replace('{project_id}', project)
  return { method, target: query ? `${path}?${query}` : path, headers: { 'x-auth-token': token, ...headers } }
}
