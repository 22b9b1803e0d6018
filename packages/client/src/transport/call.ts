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
    // What the credentials throw can be the error of several calls: it stays as it is.
    if (RdsError.is(error) && error.kind !== 'usage' && !('attempts' in error)) complete(error, call)
    call.tell('onError', { error })
    throw error
  }
}

/** Adds what the ticket that quotes the error, or its message alone, should tell. */
function complete(error: RdsError, { request, attempts }: Call): void {
  const { requestId } = error as Partial<ApiError>
  const id = requestId === undefined ? '' : ` (request id ${requestId})`
  const tried = attempts.map(({ status, error }) => status ?? error).join(', ')
  const trail = attempts.length > 1 ? ` (${attempts.length} attempts: ${tried})` : ''
  Object.assign(error, { request, attempts, message: error.message + id + trail })
}
