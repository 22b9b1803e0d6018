import type { Authentication } from '../credentials/provider.ts'
import { redact } from '../credentials/secret.ts'
import { type AnyRdsError, ConnectionError, RdsError, TimeoutError } from '../errors.ts'
import { copyOf, describe } from './cause.ts'
import type { Answer } from './decode.ts'
import { type Call, describeRequest } from './hooks.ts'
import { readBody } from './read-body.ts'
import { timeLimit } from './time-limit.ts'
import type { Sender } from './try-once.ts'
import { untilAborted } from './until-aborted.ts'

/** What came of one attempt: an answer whose body has fully arrived, or none. */
export type Outcome = { readonly authentication: Authentication } & (
  | { readonly answer: Answer; readonly lost?: undefined }
  | { readonly lost: TimeoutError | ConnectionError; readonly why: string; readonly answer?: undefined }
)

const NONE: Authentication = { headers: {}, secrets: [] }

/**
 * Authenticates a request with the moment's credentials, sends it and reads the body to its end, so that a body that breaks off
 * counts as a lost connection. An error of this package that the credentials throw is thrown.
 */
export async function attempt(
  request: Request,
  { credentials, fetch, projectId, attemptTimeout }: Sender,
  overall: AbortSignal,
  call: Call,
): Promise<Outcome> {
  const { signal, end } = timeLimit(attemptTimeout, overall)
  let authentication = NONE
  const hide = (text: string) => redact(text, authentication.secrets)
  try {
    authentication = await untilAborted(signal, credentials.authenticate(request, { fetch, projectId, signal }))
    // A request that has been signed before gets a new date and signature.
    const authenticated = new Request(request, { signal })
    for (const [name, value] of Object.entries(authentication.headers)) authenticated.headers.set(name, value)
    call.request = describeRequest(authenticated, hide)
    if (call.attempts.length === 0) call.tell('onRequest', {})
    const response = await untilAborted(signal, fetch(authenticated))
    const bytes = await untilAborted(signal, readBody(response))
    return { authentication, answer: { response, bytes, hide } }
  } catch (cause) {
    if (RdsError.is(cause)) throw ownCopy(cause)
    const timedOut = signal.aborted && !overall.aborted
    const why = timedOut ? `nothing within ${attemptTimeout} ms` : hide(describe(cause))
    const Lost = timedOut ? TimeoutError : ConnectionError
    const message =
      authentication === NONE
        ? `The credentials failed: ${why}.`
        : `No complete answer from ${new URL(request.url).origin}: ${why}. Check the endpoint and the network.`
    return { authentication, why, lost: new Lost(message, {}, copyOf(cause, hide)) }
  } finally {
    end()
  }
}

/** Requests that wait for one token share the error of its source, and each call adds its own attempts. */
function ownCopy(error: AnyRdsError): RdsError {
  const OwnClass = error.constructor as new (...values: [string, object, unknown]) => RdsError
  return new OwnClass(error.message, { ...error }, error.cause)
}
