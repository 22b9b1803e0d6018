import { clock } from '../clock.ts'
import { AbortedError, ApiError, RdsError, TimeoutError } from '../errors.ts'
import { isTransient } from '../transport/backoff.ts'
import { timeLimit } from '../transport/time-limit.ts'
import type { WaitOptions } from './options.ts'

/** What a poll found, and how long to pause before the next. `done` ends the polling. */
export type Poll<T> = { readonly value?: T; readonly pause: number; readonly done?: boolean }

// What a poll may take that is under way at the deadline.
const LAST_POLL = 1000
// More is too long for a timer.
const LONGEST = 2 ** 31 - 1

type Limits = Pick<WaitOptions, 'signal'> & { readonly deadline: number }

/**
 * Polls at once and then after each pause, and yields the values. An answer that another poll may better (5xx, 429, no answer)
 * only costs time; any other error ends it. The last poll is sent at the deadline.
 *
 * @throws {@link TimeoutError} after the deadline, its cause the last error.
 */
export async function* poll<T>(
  what: string,
  { signal: caller, deadline }: Limits,
  ask: (signal: AbortSignal) => Promise<Poll<T>>,
  pauseAfterError: () => number,
): AsyncGenerator<T, void, undefined> {
  const started = clock.now()
  const { signal, end } = timeLimit(Math.min(deadline + LAST_POLL, LONGEST), caller)
  let polls = 0
  let last: unknown
  const stopped = () => {
    if (caller?.aborted) return new AbortedError(`Waiting for ${what} was aborted.`, { attempts: [] }, caller.reason)
    const message = `${what} did not end within ${deadline} ms (${polls} polls)`
    const detail = last instanceof Error ? `; the last one failed: ${last.message}` : '.'
    return new TimeoutError(message + detail, { attempts: (last as ApiError | undefined)?.attempts ?? [] }, last)
  }
  try {
    for (;;) {
      if (signal.aborted) throw stopped()
      const found = await ask(signal).catch((error: unknown): Poll<T> => {
        if (signal.aborted) throw stopped()
        if (!isPassing(error)) throw error
        last = error
        return { pause: pauseAfterError() }
      })
      polls += 1
      // Who has the last value need not ask for more, and a timer would keep the process alive.
      if (found.done) end()
      if (found.value !== undefined) {
        last = undefined
        yield found.value
      }
      if (found.done) return
      const left = started + deadline - clock.now()
      if (left <= 0) throw stopped()
      await clock.sleep(Math.min(found.pause, left), signal).catch(() => {
        throw stopped()
      })
    }
  } finally {
    end()
  }
}

/** Whether another poll may better this. */
export function isPassing(error: unknown): boolean {
  if (ApiError.is(error)) return isTransient(error.status)
  return RdsError.is(error) && (error.kind === 'connection' || error.kind === 'timeout')
}
