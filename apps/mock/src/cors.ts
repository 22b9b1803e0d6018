import { operations } from '@rds-tasklist/spec/reader'
import type { Answer, MockRequest } from './answer.ts'
import { documents } from './document.ts'
import { newRequestId } from './request-id.ts'
import { methodsOf } from './route.ts'

const { securitySchemes } = documents['en-us'].components
const declared = operations(documents['en-us'])

// What a browser may send besides the headers that need no leave. The last five are in the introduction of the document or,
// as Prefer, the mock's own.
const ALLOWED_HEADERS = new Set([
  ...Object.values(securitySchemes).map(({ name }) => name),
  ...declared.flatMap(({ parameters }) => parameters.filter((one) => one.in === 'header').map(({ name }) => name)),
  'Content-Type',
  'X-Project-Id',
  'X-Sdk-Date',
  'X-Security-Token',
  'Prefer',
])
const EXPOSED_HEADERS = new Set(
  declared.flatMap(({ responses }) => Object.values(responses).flatMap(({ headers }) => Object.keys(headers))),
)
const PREFLIGHT_MAX_AGE_SECONDS = 600

/** What lets pages of an allowed origin read the answer. Credentials mode is never allowed: tokens go in a header. */
export function corsHeaders({ headers }: MockRequest, allowedOrigins: string[]): Record<string, string> {
  const { origin } = headers
  if (origin === undefined || !allowedOrigins.includes(origin)) return { vary: 'Origin' }
  return {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-expose-headers': [...EXPOSED_HEADERS].join(', '),
  }
}

/** Whether a browser asks if a page of an allowed origin may send a request. OPTIONS answers nothing else. */
export function isPreflight({ method, path, headers }: MockRequest, allowedOrigins: string[]): boolean {
  const asks = method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
  return asks && methodsOf(path).length > 0 && allowedOrigins.includes(headers.origin ?? '')
}

export function preflightAnswer({ path }: MockRequest): Answer {
  const headers = {
    'access-control-allow-methods': methodsOf(path).join(', '),
    'access-control-allow-headers': [...ALLOWED_HEADERS].join(', '),
    'access-control-max-age': String(PREFLIGHT_MAX_AGE_SECONDS),
    'x-request-id': newRequestId(),
  }
  return { status: 204, headers, body: '' }
}
