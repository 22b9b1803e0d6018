import { type ApiError, type Attempt, RdsError } from '../errors.ts'
import { type Call, startCall } from './hooks.ts'
import { send } from './send.ts'
import type { PageAnswer, Sender } from './try-once.ts'

/** Sends a request until there is a page, and tells the hooks. Errors get the request and its attempts. */
export async function fetchPage(
  request: Request,
  sender: Sender,
  signal: AbortSignal | undefined,
): Promise<PageAnswer> {
  const call = startCall(request, sender.hooks)
  try {
    const answer = await send(request, sender, signal, call)
    call.tell('onResponse', call.attempts.at(-1) as Attempt)
    return answer
  } catch (error) {
    // A source of tokens may have called a client of its own, whose error is complete.
    if (RdsError.is(error) && error.kind !== 'usage' && !('attempts' in error)) complete(error, call)
    call.tell('onError', { error })
    throw error
  }
}

/** Adds what the ticket that quotes the error, or its message alone, should tell. */
function complete(error: RdsError, { request, attempts }: Call): void {
  const { requestId } = error as Partial<ApiError>
  const id = requestId === undefined ? '' : ` (request id ${requestId})`
  const tried = [...new Set(attempts.map(({ status, error }) => status ?? error))].join(', ')
  const trail = attempts.length > 1 ? ` (${attempts.length} attempts: ${tried})` : ''
  const message = error.message + id + trail
  // V8 writes the message into the stack when an error is made.
  if (error.stack?.includes(error.message)) error.stack = error.stack.replace(error.message, () => message)
  Object.assign(error, { request, attempts, message })
}
