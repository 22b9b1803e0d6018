import type { Language, Violation } from '@rds-tasklist/query'
import { type DocumentError, errorNamed, withValues } from './document.ts'

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

const serverFailure = errorNamed('server-failure')
const accessDenied = errorNamed('signature-mismatch')

/** Every error that the service answers with, taken from the document when the process starts. */
export const errors = {
  unknownPath: errorNamed('unknown-path'),
  malformedRequest: errorNamed('malformed-request'),
  foreignProject: errorNamed('foreign-project'),
  throttled: errorNamed('throttled'),
  iamUnavailable: errorNamed('iam-unavailable'),
  serverFailure,
  // The document shows one error with 503 only, of IAM. Saying that of the database would send readers astray.
  unavailable: { ...serverFailure, status: errorNamed('iam-unavailable').status },
  credentialsMissing: errorNamed('credentials-missing'),
  tokenInvalid: errorNamed('token-invalid'),
  tokenExpired: errorNamed('token-expired'),
  signatureMismatch: accessDenied,
  // The vendor's own reason for a locked key.
  accessKeyLocked: withValues(accessDenied, { reason: 'AK access failed to reach the limit,forbidden' }),
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
