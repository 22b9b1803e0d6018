import { clock } from '../clock.ts'
import type { AuthenticationContext, CredentialsProvider } from '../credentials/provider.ts'
import type { Secret } from '../credentials/secret.ts'
import { headerNames } from '../document.gen.ts'
import { AbortedError, ApiError, type Attempt, ConnectionError, type RdsError, TimeoutError } from '../errors.ts'
import { attempt, type Outcome, record } from './attempt.ts'
import { backoff, isTransient, type RetryBudget } from './backoff.ts'
import { apiError } from './decode.ts'
import { retryAfter } from './retry-after.ts'

/** How often and how long a request is tried. Times are milliseconds. */
export type RetryOptions = {
  readonly maxAttempts: number
  readonly attemptTimeout: number
  readonly deadline: number
  readonly maxRetryAfter: number
}

/** What one client sends with. */
export type Sender = RetryOptions & {
  readonly credentials: CredentialsProvider
  readonly fetch: AuthenticationContext['fetch']
  readonly projectId: string
  readonly budget: RetryBudget
}

/** A complete 2xx. */
export type Answer = {
  readonly response: Response
  readonly bytes: ArrayBuffer
  readonly secrets: readonly Secret[]
  readonly attempts: readonly Attempt[]
}

/**
 * Sends a GET until there is a 2xx, with new credentials for each attempt, and stops when another attempt is pointless, comes
 * too late, or the budget is used up.
 */
export async function send(request: Request, sender: Sender, caller: AbortSignal | undefined): Promise<Answer> {
  const started = clock.now()
  const attempts: Attempt[] = []
  const overall = new AbortController()
  const timer = setTimeout(() => overall.abort(), sender.deadline)
  const signal = AbortSignal.any(caller === undefined ? [overall.signal] : [caller, overall.signal])
  const timeout = (cause: unknown) =>
    new TimeoutError(`No answer within the deadline of ${sender.deadline} ms${trail(attempts)}.`, { attempts }, cause)
  let renewed = false
  try {
    for (let failures = 1; ; failures += 1) {
      if (caller?.aborted) throw aborted(caller, attempts)
      const { outcome, error, delay } = await once(request, sender, signal, attempts)
      if (caller?.aborted) throw aborted(caller, attempts)
      if (error === undefined) {
        sender.budget.refund()
        return { ...(outcome as Required<Outcome>), secrets: outcome?.authentication.secrets ?? [], attempts }
      }
      if (overall.signal.aborted) throw timeout(error)
      if (outcome?.response?.status === 401 && sender.credentials.renew && !renewed) {
        renewed = true
        failures -= 1
        sender.credentials.renew(outcome.authentication)
        continue
      }
      const pause = Math.max(delay ?? 0, backoff(failures))
      const late = pause > sender.maxRetryAfter || clock.now() - started + pause >= sender.deadline
      if (delay === undefined || late || failures >= sender.maxAttempts || !sender.budget.take()) throw error
      await clock.sleep(pause, signal).catch((cause) => {
        throw caller?.aborted ? aborted(caller, attempts) : timeout(cause)
      })
    }
  } finally {
    clearTimeout(timer)
  }
}

/** One attempt, its line in `attempts`, and what to throw if it stays the last; `delay` when another may help. */
async function once(
  request: Request,
  sender: Sender,
  signal: AbortSignal,
  attempts: Attempt[],
): Promise<{ outcome?: Outcome; error?: RdsError; delay?: number | undefined }> {
  const started = clock.now()
  const { fetch, projectId } = sender
  let outcome: Outcome
  try {
    outcome = await attempt(request, sender.credentials, { fetch, projectId, signal }, sender.attemptTimeout)
  } catch (error) {
    // The credentials could not be had, for instance because IAM is busy.
    const { status } = error as ApiError
    return { error: error as RdsError, delay: ApiError.is(error) && isTransient(status) ? 0 : undefined }
  }
  const { response, bytes, lost } = outcome
  if (response?.ok) {
    attempts.push(record(started, clock.now(), outcome, response.headers.get(headerNames.requestId) ?? undefined))
    return { outcome }
  }
  if (response && bytes) {
    const error = apiError(response, bytes, outcome.authentication.secrets)
    attempts.push(record(started, clock.now(), outcome, error.requestId))
    Object.assign(error, { attempts, message: error.message + trail(attempts) })
    const asked = retryAfter(response.headers.get('Retry-After'), clock.now())
    return { outcome, error, delay: isTransient(response.status) ? (asked ?? 0) : undefined }
  }
  attempts.push(record(started, clock.now(), outcome))
  const { origin } = new URL(request.url)
  const Lost = lost?.timedOut ? TimeoutError : ConnectionError
  const message = `No complete answer from ${origin}: ${lost?.message}${trail(attempts)}. Check the endpoint and the network.`
  return { outcome, error: new Lost(message, { attempts }, lost?.cause), delay: 0 }
}

function aborted({ reason }: AbortSignal, attempts: readonly Attempt[]): AbortedError {
  return new AbortedError('The request was aborted by the signal of its caller.', { attempts }, reason)
}

/** What happened before, for the ticket that quotes the message alone. */
function trail(attempts: readonly Attempt[]): string {
  return attempts.length > 1
    ? ` (${attempts.length} attempts: ${attempts.map(({ status, error }) => status ?? error).join(', ')})`
    : ''
}
