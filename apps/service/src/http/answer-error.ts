import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { type DocumentError, languageOf } from '../document.ts'
import { errorBody, errors, Refusal } from '../refusal.ts'
import { StoreUnavailable } from '../store/task-store.ts'

/** How long to wait, in seconds, before trying again what another system did not answer. */
export const RETRY_DEPENDENCY_SECONDS = 5

const HANDLER_TIMEOUT = 'FST_ERR_HANDLER_TIMEOUT'

/** Answers with what went wrong. Only what nobody planned is logged, without a word of it to the caller. */
export function answerError(error: FastifyError | Refusal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { error: answer, retryAfter } = error instanceof Refusal ? error : unplanned(error)
  if (!(error instanceof Refusal)) request.server.log.error({ err: error, request_id: request.id }, 'failed')
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter)
  const language = languageOf(request.headers['x-language'])
  return sendJson(reply.header('x-request-id', request.id), answer.status, errorBody(answer, language, request.id))
}

/** Answers with JSON, written by the schema that the document gives this status where a route has one. */
export function sendJson(reply: FastifyReply, status: number, body: object): FastifyReply {
  const bySchema = reply.getSerializationFunction(String(status)) as ((body: object) => string) | undefined
  // Named here, because Fastify would add a charset to the content type, which the document does not have.
  return reply
    .code(status)
    .header('content-type', 'application/json')
    .serializer(bySchema ?? JSON.stringify)
    .send(body)
}

function unplanned(error: FastifyError): { error: DocumentError; retryAfter?: number } {
  const unavailable = error instanceof StoreUnavailable || error.code === HANDLER_TIMEOUT
  return unavailable
    ? { error: errors.unavailable, retryAfter: RETRY_DEPENDENCY_SECONDS }
    : { error: errors.serverFailure }
}
