import { clock } from '../clock.ts'
import type { Authentication, AuthenticationContext, CredentialsProvider } from '../credentials/provider.ts'
import type { ApiError, Attempt } from '../errors.ts'
import type { TaskList } from '../schema.gen.ts'
import { attempt } from './attempt.ts'
import { isTransient, type RetryBudget } from './backoff.ts'
import { readAnswer, requestIdOf } from './decode.ts'
import type { Call, Hooks } from './hooks.ts'
import { retryAfter } from './retry-after.ts'
import type { ResponseValidator } from './validator.ts'

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
  readonly validate: ResponseValidator
  readonly hooks: Hooks
}

/** A page and the answer that brought it. */
export type PageAnswer = { readonly page: TaskList; readonly response: Response }

/** What came of one attempt: a page with its answer, or what to throw if it stays the last. */
export type Result = {
  readonly answer?: PageAnswer
  readonly error?: unknown
  /** The least pause in milliseconds where another attempt may help. */
  readonly delay?: number | undefined
  /** What the attempt was sent with. */
  readonly authentication?: Authentication
}

/** One attempt, of which the call keeps a line and tells the hooks. What the credentials and the validator throw is thrown. */
export async function tryOnce(request: Request, sender: Sender, signal: AbortSignal, call: Call): Promise<Result> {
  const started = clock.now()
  const ended = (line: Omit<Attempt, 'ms'>) => {
    const attempt = { ms: clock.now() - started, ...line }
    call.tell('onAttempt', { attempt: call.attempts.push(attempt), ...attempt })
  }
  const outcome = await attempt(request, sender, signal, call)
  if (outcome.lost) {
    ended({ error: outcome.why })
    return { error: outcome.lost, delay: 0 }
  }
  const { answer, authentication } = outcome
  const { response } = answer
  const read = readAnswer(answer, sender.validate)
  const { requestId = requestIdOf(answer) } = read as ApiError
  ended({ status: response.status, ...(requestId !== undefined && { requestId }) })
  if (!(read instanceof Error)) return { answer: { page: read, response } }
  const asked = retryAfter(response.headers, clock.now())
  return { error: read, delay: isTransient(response.status) ? asked : undefined, authentication }
}
