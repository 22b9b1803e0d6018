import bundle from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import { operations } from '@rds-tasklist/spec/reader'

const declared = operations(bundle)

/** The hosts of all regions that the document names. */
export const REGION_HOSTS: string[] = bundle.servers.flatMap(({ url, variables }) =>
  variables.region.enum.map((region) => new URL(url.replace('{region}', region)).host),
)

/** What a page may have sent on. The last four are in the introduction of the document. */
export const REQUEST_HEADERS: string[] = [
  ...Object.values(bundle.components.securitySchemes).map(({ name }) => name),
  ...declared.flatMap(({ parameters }) => parameters.filter((one) => one.in === 'header').map(({ name }) => name)),
  'X-Sdk-Date',
  'X-Security-Token',
  'X-Project-Id',
  'Content-Type',
]

/** What of an answer is given back. */
export const RESPONSE_HEADERS: string[] = [
  'Content-Type',
  ...new Set(
    declared.flatMap(({ responses }) => Object.values(responses).flatMap(({ headers }) => Object.keys(headers))),
  ),
]

const PATHS = declared.map(({ method, path }) => ({
  methods: method === 'GET' ? ['GET', 'HEAD'] : [],
  // A project ID in a wrong form may pass, to see the endpoint's own answer; dots may not, which lead to other paths.
  pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/?#.%]*')}$`),
}))

/** The methods that may be sent to a path: reading ones alone, and none for what the document does not have. */
export function methodsOf(path: string): string[] {
  return PATHS.flatMap(({ pattern, methods }) => (pattern.test(path) ? methods : []))
}
