import { documents, operations } from '../document.ts'

// What a browser may send besides the headers that need no leave. The last four are in the introduction of the document.
const ALLOWED_HEADERS = new Set([
  ...Object.values(documents['en-us'].components.securitySchemes).map(({ name }) => name),
  ...operations.flatMap(({ parameters }) => parameters.filter((one) => one.in === 'header').map(({ name }) => name)),
  'Content-Type',
  'X-Project-Id',
  'X-Sdk-Date',
  'X-Security-Token',
])
const EXPOSED_HEADERS = new Set(
  operations.flatMap(({ responses }) => Object.values(responses).flatMap(({ headers }) => Object.keys(headers))),
)
const MAX_AGE_SECONDS = 600

/** What lets pages of an allowed origin read an answer. Cookies are never allowed: tokens go in a header. */
export function corsHeaders(origin: string | undefined, allowed: string[]): Record<string, string> {
  if (allowed.length === 0) return {}
  if (origin === undefined || !allowed.includes(origin)) return { vary: 'Origin' }
  return {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-expose-headers': [...EXPOSED_HEADERS].join(', '),
  }
}

/** What a browser is told that asks whether a page of an allowed origin may send a request. */
export function preflightHeaders(methods: string[]): Record<string, string> {
  return {
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': [...ALLOWED_HEADERS].join(', '),
    'access-control-max-age': String(MAX_AGE_SECONDS),
  }
}
