import type { errorCodes } from './document.gen.ts'

/** An error code that the document lists. {@link errorCodes} says for each whether a repeated request can succeed. */
export type ErrorCode = keyof typeof errorCodes

// A registered symbol, so that an error is recognised when two copies of this package are loaded; `instanceof` is not.
const BRAND = Symbol.for('@rds-tasklist/client/error')

function hasKind(value: unknown, kind: AnyRdsError['kind']): boolean {
  return RdsError.is(value) && value.kind === kind
}

/** The closed set of errors that this package throws. Narrow it by `kind`. */
export type AnyRdsError = UsageError | ApiError | DecodeError | ConnectionError | AbortedError

/** What all errors of this package have in common. No message, field or serialised form contains the credentials. */
export abstract class RdsError extends Error {
  /** Tells the errors apart, also across two loaded copies of this package. */
  abstract readonly kind: 'usage' | 'api' | 'decode' | 'connection' | 'aborted'

  static {
    Object.defineProperty(RdsError.prototype, BRAND, { value: true })
  }

  /** Whether `value` is an error of this package, whichever loaded copy of it threw. */
  static is(value: unknown): value is AnyRdsError {
    return typeof value === 'object' && value !== null && BRAND in value
  }

  /** Name, message and the documented fields. The cause is left out: what it prints is not ours to vouch for. */
  toJSON(): Record<string, unknown> {
    return Object.fromEntries([['message', this.message], ...Object.entries(this)])
  }
}

/** A wrong option or query, refused before anything is sent. The message names the input, the rule and the fix. */
export class UsageError extends RdsError {
  override readonly name: string = 'UsageError'
  readonly kind = 'usage'

  static override is(value: unknown): value is UsageError {
    return hasKind(value, 'usage')
  }
}

/** What an {@link ApiError} is made of. */
export type ApiErrorFields = {
  /** The HTTP status; 0 when a browser hides the status of a redirect. */
  readonly status: number
  /** `error_code` of the body. Codes that the document does not list are possible. */
  readonly code: ErrorCode | (string & {}) | undefined
  /** `error_msg` of the body, in the language of the client. */
  readonly errorMessage: string | undefined
  /** `X-Request-Id` of the response, else `request_id` of the body. Give it when you ask the vendor for help. */
  readonly requestId: string | undefined
  /** The start of the body when it is not the error body of the document; empty when there is none. */
  readonly bodyExcerpt: string | undefined
}

/** The service, or something in front of it, answered with another status than 2xx. */
export class ApiError extends RdsError implements ApiErrorFields {
  override readonly name: string = 'ApiError'
  readonly kind = 'api'
  readonly status: number
  readonly code: ErrorCode | (string & {}) | undefined
  readonly errorMessage: string | undefined
  readonly requestId: string | undefined
  readonly bodyExcerpt: string | undefined

  constructor(message: string, fields: ApiErrorFields) {
    super(message)
    this.status = fields.status
    this.code = fields.code
    this.errorMessage = fields.errorMessage
    this.requestId = fields.requestId
    this.bodyExcerpt = fields.bodyExcerpt
  }

  static override is(value: unknown): value is ApiError {
    return hasKind(value, 'api')
  }
}

/** What a {@link DecodeError} is made of. */
export type DecodeErrorFields = {
  /** The HTTP status, a 2xx. */
  readonly status: number
  /** `X-Request-Id` of the response. */
  readonly requestId: string | undefined
  /** The start of the body. */
  readonly bodyExcerpt: string
}

/** A 2xx whose body is not the page that the document promises: empty, HTML, broken JSON, not UTF-8, members missing. */
export class DecodeError extends RdsError implements DecodeErrorFields {
  override readonly name: string = 'DecodeError'
  readonly kind = 'decode'
  readonly status: number
  readonly requestId: string | undefined
  readonly bodyExcerpt: string

  constructor(message: string, fields: DecodeErrorFields) {
    super(message)
    this.status = fields.status
    this.requestId = fields.requestId
    this.bodyExcerpt = fields.bodyExcerpt
  }

  static override is(value: unknown): value is DecodeError {
    return hasKind(value, 'decode')
  }
}

/** There was no answer, or it broke off: DNS, refused or lost connection, TLS, in a browser also CORS. See `cause`. */
export class ConnectionError extends RdsError {
  override readonly name: string = 'ConnectionError'
  readonly kind = 'connection'

  static override is(value: unknown): value is ConnectionError {
    return hasKind(value, 'connection')
  }
}

/** The signal of the caller ended the request. `cause` is the reason of the signal. */
export class AbortedError extends RdsError {
  override readonly name: string = 'AbortedError'
  readonly kind = 'aborted'

  static override is(value: unknown): value is AbortedError {
    return hasKind(value, 'aborted')
  }
}
