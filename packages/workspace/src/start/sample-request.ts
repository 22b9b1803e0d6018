import type { ListQuery } from '@rds-tasklist/client'
import bundle from '@rds-tasklist/spec/openapi.json' with { type: 'json' }

type Parameter = { name: string; in: string; examples?: { 'sample-request'?: { value: string | number } } }

const route = '/v3/{project_id}/tasklist'
const sent = (bundle.paths[route].get.parameters as Parameter[]).flatMap((parameter) => {
  const value = parameter.examples?.['sample-request']?.value
  return value === undefined ? [] : [{ ...parameter, value }]
})

/** The sample request of the original documentation, from the examples of the document's parameters. */
export const sampleRequest = {
  projectId: String(sent.find((parameter) => parameter.in === 'path')?.value),
  query: Object.fromEntries(
    sent.filter((parameter) => parameter.in === 'query').map(({ name, value }) => [name, value]),
  ) as ListQuery,
}

/** The sample request as a command for the shell. */
export function sampleCurl(baseUrl: string, token: string): string {
  const query = Object.entries(sampleRequest.query).map(
    ([name, value]) => `${name}=${encodeURIComponent(String(value))}`,
  )
  const path = route.replace('{project_id}', sampleRequest.projectId)
  return `curl -H 'X-Auth-Token: ${token}' '${baseUrl}${path}?${query.join('&')}'`
}
