import type { ErrorCode } from './document.gen.ts'
import type { Task } from './schema.gen.ts'
import type { DescribedRequest } from './transport/hooks.ts'

/** One request on the wire, as an error reports it. */
export type Attempt = {
  /** How long it took, in milliseconds. */
  readonly ms: number
  /** The HTTP status; absent when there was no answer. */
  readonly status?: number
  /** `X-Request-Id` of the answer, else `request_id` of its body. */
  readonly requestId?: string
  /** Why there was no answer. */
  readonly error?: string
}

// A registered symbol, so that an error is recognised when two copies of this package are loaded; `instanceof` is not.
const BRAND = Symbol.for('@rds-tasklist/client/error')

/** The closed set of errors that this package throws. Narrow it by `kind`. */
export type AnyRdsError =
  | UsageError
  | ApiError
  | DecodeError
  | ConnectionError
  | TimeoutError
  | AbortedError
  | TaskNotFoundError
  | TaskFailedError

/** What all errors of this package have in common. No message, field or serialised form contains the credentials. */
export abstract class RdsError extends Error {
  /** Tells the errors apart, also across two loaded copies of this package. */
  abstract readonly kind: string

  /** The members of `fields` become members of the error. */
  constructor(message: string, fields: object = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    Object.assign(this, fields)
  }

  /** Whether `value` is an error of this class, whichever loaded copy of the package threw. `RdsError.is` takes them all. */
  static is<E = AnyRdsError>(this: abstract new (...args: never[]) => E, value: unknown): value is RdsErrorOf<E> {
    // A class has no kind before it has an instance, and names may be minified, so the prototype carries it.
    // biome-ignore lint/complexity/noThisInStatic: it is the class that the caller names.
    const { kind } = this.prototype as { kind?: string }
    const branded = value as { [BRAND]?: true; kind?: string } | null | undefined
    return branded?.[BRAND] === true && (kind === undefined || branded.kind === kind)
  }

  /** Name, message and the documented fields. The cause is left out: what it prints is not ours to vouch for. */
  toJSON(): Record<string, unknown> {
    const { name, kind, message } = this
    return Object.assign({ name, kind, message }, this as object)
  }
}

type RdsErrorOf<E> = RdsError extends E ? AnyRdsError : E

// On the prototypes, where `is` reads the kind.
function named({ prototype }: { prototype: object }, name: string, kind: string): void {
  Object.assign(prototype, { name, kind, [BRAND]: true })
}

/** A wrong option or value, refused before anything is sent. The message names the input, the rule and the fix. */
export class UsageError extends RdsError {
  declare readonly kind: 'usage'
  static {
    named(UsageError, 'UsageError', 'usage')
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
  /** Every attempt, the last one included; none when the query was refused before it was sent. */
  readonly attempts: readonly Attempt[]
  /** The request without its credentials; absent when the query was refused before it was sent. */
  readonly request?: DescribedRequest
}

/**
 * The service, or something in front of it, answered with another status than 2xx. A query that breaks a rule of the document
 * gets the same error without being sent: `status` 400 and no `attempts`.
 */
export class ApiError extends RdsError implements ApiErrorFields {
  declare readonly kind: 'api'
  declare readonly status: number
  declare readonly code: ErrorCode | (string & {}) | undefined
  declare readonly errorMessage: string | undefined
  declare readonly requestId: string | undefined
  declare readonly bodyExcerpt: string | undefined
  declare readonly attempts: readonly Attempt[]
  declare readonly request?: DescribedRequest
  static {
    named(ApiError, 'ApiError', 'api')
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
  /** Every attempt, the last one included. */
  readonly attempts: readonly Attempt[]
  /** The request without its credentials. */
  readonly request?: DescribedRequest
}

/**
 * A 2xx whose body is not the page that the document promises: empty, longer than 16 MiB, HTML, broken JSON, not UTF-8, members
 * missing, or refused by the `validate` of the client. Or pages that never give the tasks that they count.
 */
export class DecodeError extends RdsError implements DecodeErrorFields {
  declare readonly kind: 'decode'
  declare readonly status: number
  declare readonly requestId: string | undefined
  declare readonly bodyExcerpt: string
  declare readonly attempts: readonly Attempt[]
  declare readonly request?: DescribedRequest
  static {
    named(DecodeError, 'DecodeError', 'decode')
  }
}

/** There was no answer, or it broke off: DNS, refused or lost connection, TLS, in a browser also CORS. See `cause`. */
export class ConnectionError extends RdsError {
  declare readonly kind: 'connection'
  declare readonly attempts: readonly Attempt[]
  declare readonly request?: DescribedRequest
  static {
    named(ConnectionError, 'ConnectionError', 'connection')
  }
}

/** Nothing came in time: every attempt, the whole request or the wait for a task took longer than it may. */
export class TimeoutError extends RdsError {
  declare readonly kind: 'timeout'
  declare readonly attempts: readonly Attempt[]
  declare readonly request?: DescribedRequest
  static {
    named(TimeoutError, 'TimeoutError', 'timeout')
  }
}

/** The signal of the caller ended the request. `cause` is the reason of the signal. */
export class AbortedError extends RdsError {
  declare readonly kind: 'aborted'
  declare readonly attempts: readonly Attempt[]
  declare readonly request?: DescribedRequest
  static {
    named(AbortedError, 'AbortedError', 'aborted')
  }
}

/** The service answered, and it has no such task in this project. A new task shows only after some seconds. */
export class TaskNotFoundError extends RdsError {
  declare readonly kind: 'task-not-found'
  /** The ID that was asked for. */
  declare readonly id: string
  static {
    named(TaskNotFoundError, 'TaskNotFoundError', 'task-not-found')
  }
}

/** A task that was waited for has failed. */
export class TaskFailedError extends RdsError {
  declare readonly kind: 'task-failed'
  /** The task as it was last seen. */
  declare readonly task: Task
  /** Its `fail_reason`, where the service gives one. */
  declare readonly failReason: string | undefined
  static {
    named(TaskFailedError, 'TaskFailedError', 'task-failed')
  }
}
