import { headerNames } from '../document.gen.ts'
import type { Reply } from './answer.ts'

/** How a reply is delivered: when, whether it has a body, and when to ask again (seconds). */
export type Delivery = { now: number; method: string; retryAfter: number | undefined }

/** A reply as a response, with the headers that the document gives it. */
export function responseOf({ status, body }: Reply, { now, method, retryAfter }: Delivery): Response {
  const requestId = newRequestId()
  const sent = body && 'request_id' in body ? { ...body, request_id: requestId } : body
  const bytes = new TextEncoder().encode(sent && JSON.stringify(sent))
  const headers = new Headers({
    [headerNames.requestId]: requestId,
    'Content-Length': String(bytes.length),
    Date: new Date(now).toUTCString(),
  })
  if (sent) headers.set('Content-Type', 'application/json')
  if (retryAfter !== undefined) headers.set('Retry-After', String(retryAfter))
  return new Response(method === 'HEAD' ? null : bytes, { status, headers })
}

/** 32 hexadecimal digits, the form of the document. `randomUUID` would need a secure context in browsers. */
function newRequestId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
