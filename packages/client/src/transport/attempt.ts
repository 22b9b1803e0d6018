import type { Authentication } from '../credentials/provider.ts'
import { redact } from '../credentials/secret.ts'
import { ConnectionError, RdsError, TimeoutError } from '../errors.ts'
import type { Answer } from './decode.ts'
import { type Call, describeRequest } from './hooks.ts'
import { timeLimit } from './time-limit.ts'
import type { Sender } from './try-once.ts'
import { untilAborted } from './until-aborted.ts'

/** What came of one attempt: an answer whose body has fully arrived, or none. */
export type Outcome = { readonly authentication: Authentication } & (
  | { readonly answer: Answer; readonly lost?: undefined }
  | { readonly lost: TimeoutError | ConnectionError; readonly why: string; readonly answer?: undefined }
)

/**
 * Authenticates a request with the moment's credentials, sends it and reads the body to its end, so that a body that breaks off
 * counts as a lost connection. What the credentials throw is thrown.
 */
export async function attempt(
  request: Request,
  { credentials, fetch, projectId, attemptTimeout }: Sender,
  overall: AbortSignal,
  call: Call,
): Promise<Outcome> {
  const { signal, end } = timeLimit(attemptTimeout, overall)
  let authentication: Authentication = { headers: {}, secrets: [] }
  const hide = (text: string) => redact(text, authentication.secrets)
  try {
    authentication = await untilAborted(signal, credentials.authenticate(request, { fetch, projectId, signal }))
    // A request that has been signed before gets a new date and signature.
    const authenticated = new Request(request, { signal })
    for (const [name, value] of Object.entries(authentication.headers)) authenticated.headers.set(name, value)
    call.request = describeRequest(authenticated, hide)
    if (call.attempts.length === 0) call.tell('onRequest', {})
    const response = await untilAborted(signal, fetch(authenticated))
    const bytes = await untilAborted(signal, response.arrayBuffer())
    return { authentication, answer: { response, bytes, hide } }
  } catch (cause) {
    if (RdsError.is(cause)) throw cause
    const timedOut = signal.aborted && !overall.aborted
    const why = timedOut ? `nothing within ${attemptTimeout} ms` : hide(describe(cause))
    const Lost = timedOut ? TimeoutError : ConnectionError
    const message = `No complete answer from ${new URL(request.url).origin}: ${why}. Check the endpoint and the network.`
    return { authentication, why, lost: new Lost(message, {}, harmless(cause, hide)) }
  } finally {
    end()
  }
}

/** `fetch failed` alone says nothing; on Node the code below it (`ECONNREFUSED`, `ENOTFOUND`) does. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code } = (error.cause ?? error) as { code?: unknown }
  return typeof code === 'string' ? `${error.message} (${code})` : error.message
}

/**
 * The cause, unless it or what is behind it would print a secret: a fetch of the caller can put anything into its errors. One that
 * cannot be searched, because its members refer to each other, is left out as well.
 */
function harmless(cause: unknown, hide: (text: string) => string): unknown {
  let text = ''
  let link: unknown = cause
  try {
    for (let depth = 0; depth < 8 && link !== undefined; depth += 1) {
      text += link instanceof Error ? `${link.stack}${link.message}${JSON.stringify({ ...link })}` : String(link)
      link = link instanceof Error ? link.cause : undefined
    }
    return hide(text) === text ? cause : undefined
  } catch {
    return undefined
  }
}
