import type { ListQuery } from '@rds-tasklist/client'
import bundle from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import { type Operation, operations, sampleRequest as readSample } from '@rds-tasklist/spec/reader'

const [operation] = operations(bundle) as [Operation]
const { projectId, query } = readSample(operation)

/** The sample request of the original documentation, as the client takes it. */
export const sampleRequest = { projectId, query: query as ListQuery }

/** The sample request as a command for the shell. */
export function sampleCurl(baseUrl: string, token: string): string {
  const path = operation.path.replace('{project_id}', projectId)
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `curl -H 'X-Auth-Token: ${token}' '${baseUrl}${path}?${pairs.join('&')}'`
}
