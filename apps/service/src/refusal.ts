import type { Language, Violation } from '@rds-tasklist/query'
import { type DocumentError, errorNamed } from './document.ts'

/** Why a request does not get what it asked for, and what it gets instead. Never logged as a failure: the answer is the plan. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly error: DocumentError
  /** Whole seconds, for `Retry-After`. */
  readonly retryAfter: number | undefined

  constructor(error: DocumentError, retryAfter?: number) {
    super(error.message['en-us'])
    this.error = error
    this.retryAfter = retryAfter
  }
}

const RETRY_OVERLOAD_SECONDS = 1

/** Every error that the service answers with, taken from the document when the process starts. */
export const errors = {
  unknownPath: errorNamed('unknown-path'),
  malformedRequest: errorNamed('malformed-request'),
  foreignProject: errorNamed('foreign-project'),
  throttled: errorNamed('throttled'),
  iamUnavailable: errorNamed('iam-unavailable'),
  serverFailure: errorNamed('server-failure'),
  unavailable: errorNamed('store-unavailable'),
  credentialsMissing: errorNamed('credentials-missing'),
  tokenInvalid: errorNamed('token-invalid'),
  tokenExpired: errorNamed('token-expired'),
  signatureMismatch: errorNamed('signature-mismatch'),
  accessKeyLocked: errorNamed('access-key-locked'),
} satisfies Record<string, DocumentError>

/** A request that breaks a rule of the document. */
export function invalid({ errorCode, message }: Violation): Refusal {
  return new Refusal({ status: errors.malformedRequest.status, code: errorCode, message, withRequestId: false })
}

/** What is turned away because the service has enough to do. */
export function overloaded(): Refusal {
  return new Refusal(errors.unavailable, RETRY_OVERLOAD_SECONDS)
}

/** The body that the document gives an error. */
export function errorBody({ code, message, withRequestId }: DocumentError, language: Language, requestId: string) {
  const body = { error_code: code, error_msg: message[language] }
  return withRequestId ? { ...body, request_id: requestId } : body
}
