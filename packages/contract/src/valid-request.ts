import type { ListQuery } from '@rds-tasklist/client'
import type { Operation, Parameter } from './bundle.ts'
import type { WireRequest } from './wire.ts'

/** Any text is a token for the mock. */
export const TOKEN = 'contract-token'
const SAMPLE = 'sample-request'

/** The sample request of the document, from the examples of its parameters, with credentials. */
export function sampleRequest(operation: Operation): WireRequest {
  const query = sampleParameters(operation, 'query').map(({ name, value }) => `${name}=${value}`)
  return {
    method: operation.method,
    target: `${samplePath(operation)}?${query.join('&')}`,
    headers: { 'x-auth-token': TOKEN },
  }
}

/** The sample request as the client takes it. */
export function sampleInput(operation: Operation): { projectId: string; query: ListQuery } {
  const query = sampleParameters(operation, 'query').map(({ name, value }) => [name, value])
  return { projectId: String(sampleParameters(operation, 'path')[0]?.value), query: Object.fromEntries(query) }
}

/** The same request with this query alone. */
export function requestWith(operation: Operation, query: string): WireRequest {
  return { ...sampleRequest(operation), target: `${samplePath(operation)}?${query}` }
}

/** The sample request for another project. */
export function withProject(operation: Operation, projectId: string): WireRequest {
  return { ...sampleRequest(operation), target: operation.path.replace('{project_id}', projectId) }
}

function samplePath(operation: Operation): string {
  const values = sampleParameters(operation, 'path')
  return values.reduce((path, { name, value }) => path.replace(`{${name}}`, String(value)), operation.path)
}

function sampleParameters({ parameters }: Operation, place: string): { name: string; value: string | number }[] {
  return parameters.filter((parameter) => parameter.in === place).flatMap(sampleValue)
}

function sampleValue({ name, examples }: Parameter): { name: string; value: string | number }[] {
  const value = examples?.[SAMPLE]?.value
  return value === undefined ? [] : [{ name, value }]
}
