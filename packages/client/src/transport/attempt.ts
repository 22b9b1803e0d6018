import type { Authentication, AuthenticationContext, CredentialsProvider } from '../credentials/provider.ts'
import { redact, type Secret } from '../credentials/secret.ts'
import { type Attempt, RdsError } from '../errors.ts'

/** Why an attempt had no answer. */
export type Lost = { readonly cause: unknown; readonly timedOut: boolean; readonly message: string }

/** What came of one attempt: an answer whose body has fully arrived, or none. */
export type Outcome = {
  readonly authentication: Authentication
  readonly response?: Response
  readonly bytes?: ArrayBuffer
  readonly lost?: Lost
}

/**
 * Authenticates a request with the moment's credentials, sends it and reads the body to its end, so that a body that breaks off
 * counts as a lost connection. What the credentials throw is thrown.
 */
export async function attempt(
  request: Request,
  credentials: CredentialsProvider,
  context: AuthenticationContext,
  timeout: number,
): Promise<Outcome> {
  const timer = new AbortController()
  const timeoutId = setTimeout(() => timer.abort(new DOMException('timed out', 'TimeoutError')), timeout)
  const signal = AbortSignal.any([context.signal, timer.signal])
  let authentication: Authentication = { headers: {}, secrets: [] }
  try {
    authentication = await untilAborted(signal, credentials.authenticate(request, { ...context, signal }))
    // A request that has been signed before gets a new date and signature.
    const authenticated = new Request(request, { signal })
    for (const [name, value] of Object.entries(authentication.headers)) authenticated.headers.set(name, value)
    const { fetch } = context
    const response = await untilAborted(signal, fetch(authenticated))
    return { authentication, response, bytes: await untilAborted(signal, response.arrayBuffer()) }
  } catch (cause) {
    if (RdsError.is(cause)) throw cause
    const timedOut = timer.signal.aborted
    const message = timedOut ? `nothing within ${timeout} ms` : redact(describe(cause), authentication.secrets)
    return { authentication, lost: { cause: harmless(cause, authentication.secrets), timedOut, message } }
  } finally {
    clearTimeout(timeoutId)
  }
}

// Not every fetch that a caller passes in, and no token provider, need heed a signal.
function untilAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

/** `fetch failed` alone says nothing; on Node the code below it (`ECONNREFUSED`, `ENOTFOUND`) does. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code } = (error.cause ?? error) as { code?: unknown }
  return typeof code === 'string' ? `${error.message} (${code})` : error.message
}

/** The cause, unless it or what is behind it would print a secret: a fetch of the caller can put anything into its errors. */
function harmless(cause: unknown, secrets: readonly Secret[]): unknown {
  let text = ''
  let link: unknown = cause
  for (let depth = 0; depth < 8 && link !== undefined; depth += 1) {
    text += link instanceof Error ? `${link.stack}${link.message}${JSON.stringify({ ...link })}` : String(link)
    link = link instanceof Error ? link.cause : undefined
  }
  return redact(text, secrets) === text ? cause : undefined
}

/** The line of an error's `attempts`. */
export function record(started: number, now: number, { response, lost }: Outcome, requestId?: string): Attempt {
  return {
    ms: Math.round(now - started),
    ...(response && { status: response.status }),
    ...(requestId !== undefined && { requestId }),
    ...(lost && { error: lost.message }),
  }
}
