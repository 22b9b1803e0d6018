import type { Answer, MockRequest } from './answer.ts'
import { newRequestId } from './request-id.ts'
import { allowedMethods, isKnownPath } from './route.ts'

// What a browser may send besides the headers that need no leave: those of the document, and Prefer.
const ALLOWED_HEADERS = [
  'Authorization',
  'Content-Type',
  'Prefer',
  'X-Auth-Token',
  'X-Language',
  'X-Project-Id',
  'X-Sdk-Date',
  'X-Security-Token',
]
const EXPOSED_HEADERS = ['X-Request-Id', 'Retry-After']
const PREFLIGHT_MAX_AGE_SECONDS = 600

/** What lets pages of an allowed origin read the answer. Credentials mode is never allowed: tokens go in a header. */
export function corsHeaders({ headers }: MockRequest, allowedOrigins: string[]): Record<string, string> {
  const { origin } = headers
  if (origin === undefined || !allowedOrigins.includes(origin)) return { vary: 'Origin' }
  return {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-expose-headers': EXPOSED_HEADERS.join(', '),
  }
}

/** Whether a browser asks if a page of an allowed origin may send a request. OPTIONS answers nothing else. */
export function isPreflight({ method, path, headers }: MockRequest, allowedOrigins: string[]): boolean {
  const asks = method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
  return asks && isKnownPath(path) && allowedOrigins.includes(headers.origin ?? '')
}

export function preflightAnswer(): Answer {
  const headers = {
    'access-control-allow-methods': allowedMethods.join(', '),
    'access-control-allow-headers': ALLOWED_HEADERS.join(', '),
    'access-control-max-age': String(PREFLIGHT_MAX_AGE_SECONDS),
    'x-request-id': newRequestId(),
  }
  return { status: 204, headers, body: '' }
}
