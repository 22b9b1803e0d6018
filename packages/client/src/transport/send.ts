import { clock } from '../clock.ts'
import { AbortedError, ApiError, TimeoutError } from '../errors.ts'
import { backoff, isTransient, refundRetry, takeRetry } from './backoff.ts'
import type { Call } from './hooks.ts'
import { timeLimit } from './time-limit.ts'
import { type PageAnswer, type Result, type Sender, tryOnce } from './try-once.ts'

/**
 * Sends a GET until there is a page, with new credentials for each attempt, and stops when another attempt is pointless, comes
 * too late, or the budget is used up.
 */
export async function send(
  request: Request,
  sender: Sender,
  caller: AbortSignal | undefined,
  call: Call,
): Promise<PageAnswer> {
  const { deadline, budget } = sender
  const limit = timeLimit(deadline, caller)
  const pauseAfter = retryPolicy(sender, clock.now() + deadline)
  const throwStopped = (cause?: unknown): never => {
    if (!caller?.aborted) throw new TimeoutError(`No answer within the deadline of ${deadline} ms.`, {}, cause)
    throw new AbortedError('The signal of the caller ended the request.', {}, caller.reason)
  }
  try {
    for (;;) {
      if (caller?.aborted) throwStopped()
      const result = await tryOnce(request, sender, limit.signal, call).catch(failure)
      if (caller?.aborted || (result.error && limit.signal.aborted)) throwStopped(result.error)
      if (result.answer) {
        refundRetry(budget)
        return result.answer
      }
      const pause = pauseAfter(result)
      if (pause === undefined) throw result.error
      call.tell('onRetry', { attempt: call.attempts.length + 1, delay: Math.round(pause) })
      await clock.sleep(pause, limit.signal).catch(throwStopped)
    }
  } finally {
    limit.end()
  }
}

/** How long to pause before another attempt, `undefined` for never. A 401 is tried once more at once, with renewed credentials. */
function retryPolicy(
  { credentials, maxAttempts, maxRetryAfter, budget }: Sender,
  end: number,
): (result: Result) => number | undefined {
  let failures = 0
  let renewed = false
  return ({ error, delay, authentication }) => {
    if (authentication && (error as ApiError).status === 401 && credentials.renew && !renewed) {
      renewed = true
      credentials.renew(authentication)
      return 0
    }
    failures += 1
    if (delay === undefined || failures >= maxAttempts) return undefined
    const pause = Math.max(delay, backoff(failures))
    return pause > maxRetryAfter || clock.now() + pause >= end || !takeRetry(budget) ? undefined : pause
  }
}

/** The credentials could not be had, for instance because IAM is busy. Or the validator threw. */
function failure(error: unknown): Result {
  if (!ApiError.is(error) || !isTransient(error.status)) return { error }
  return { error, delay: (error as { retryAfter?: number }).retryAfter ?? 0 }
}
