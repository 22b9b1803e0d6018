import { methodsAt, newRequestId, preflightHeaders } from '@rds-tasklist/service/http'
import type { Answer } from './answer.ts'
import type { MockRequest } from './request.ts'

/** Whether a browser asks if a page of an allowed origin may send a request. OPTIONS answers nothing else. */
export function isPreflight({ method, path, headers }: MockRequest, allowedOrigins: string[]): boolean {
  const asks = method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
  return asks && methodsAt(path).length > 0 && allowedOrigins.includes(headers.origin ?? '')
}

export function preflightAnswer({ path }: MockRequest): Answer {
  const { 'access-control-allow-headers': allowed, ...others } = preflightHeaders(methodsAt(path))
  // Prefer is the mock's own.
  const headers = { ...others, 'access-control-allow-headers': `${allowed}, Prefer`, 'x-request-id': newRequestId() }
  return { status: 204, headers, body: '' }
}
