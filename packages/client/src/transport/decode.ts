import { redact, type Secret } from '../credentials/secret.ts'
import { headerNames } from '../document.gen.ts'
import { ApiError, type ApiErrorFields, DecodeError } from '../errors.ts'
import type { ErrorBody } from '../schema.gen.ts'

const EXCERPT_LENGTH = 200

/** The error that stands for a response other than 2xx, whatever its body is. */
export function apiError(response: Response, bytes: ArrayBuffer, secrets: readonly Secret[]): ApiError {
  const text = new TextDecoder().decode(bytes)
  const body = errorBody(text, secrets)
  const fields: ApiErrorFields = {
    status: response.status,
    code: body?.error_code,
    errorMessage: body?.error_msg,
    requestId: requestIdOf(response) ?? (typeof body?.request_id === 'string' ? body.request_id : undefined),
    bodyExcerpt: body === undefined ? excerpt(text, secrets) : undefined,
    attempts: [],
  }
  return new ApiError(`The request failed with ${reason(response, fields)}${suffix(fields.requestId)}`, fields)
}

function reason({ type }: Response, { status, code, errorMessage, bodyExcerpt }: ApiErrorFields): string {
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    return `a redirect (${status}), which would take the credentials to another address. Set endpoint to the final one.`
  }
  if (bodyExcerpt === undefined) return `${status} ${code}: ${errorMessage}`
  return `${status} and ${bodyExcerpt && 'a body that is not the documented error: '}${bodyExcerpt || 'an empty body.'}`
}

/** The error that stands for a 2xx whose body breaks `rule`; it has no attempts yet. */
export function decodeError(rule: string, text: string, response: Response, secrets: readonly Secret[]): DecodeError {
  const { status } = response
  const requestId = requestIdOf(response)
  const type = response.headers.get('Content-Type') ?? 'no content type'
  const message = `The answer ${status} (${redact(type, secrets)}) cannot be used: ${rule}${suffix(requestId)}`
  return new DecodeError(message, { status, requestId, bodyExcerpt: excerpt(text, secrets), attempts: [] })
}

function requestIdOf({ headers }: Response): string | undefined {
  return headers.get(headerNames.requestId) ?? undefined
}

/** The documented error body, without the secrets that its texts may echo. */
function errorBody(text: string, secrets: readonly Secret[]): ErrorBody | undefined {
  try {
    // The reviver sees every member, so what a gateway adds of its own is covered too.
    const body = JSON.parse(text, (_, value) => (typeof value === 'string' ? redact(value, secrets) : value))
    return typeof body?.error_code === 'string' && typeof body.error_msg === 'string' ? body : undefined
  } catch {
    return undefined
  }
}

function suffix(requestId: string | undefined): string {
  return requestId === undefined ? '' : ` (request id ${requestId})`
}

/** The start of a body on one line. The secrets go first: cut in half they would not be recognised. */
function excerpt(text: string, secrets: readonly Secret[]): string {
  const line = redact(text, secrets)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return line.length > EXCERPT_LENGTH ? `${line.slice(0, EXCERPT_LENGTH)}…` : line
}
