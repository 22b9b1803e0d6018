import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from 'fastify'
import type { Authenticator } from './auth/authenticator.ts'
import { answerError } from './http/answer-error.ts'
import { type AnswerRecord, CALLER_GONE, NO_ROUTE } from './http/answer-record.ts'
import { corsHeaders, preflightHeaders } from './http/cors.ts'
import { HttpServers } from './http/http-server.ts'
import { methodsAt } from './http/paths.ts'
import { literalPath, splitTarget } from './http/target.ts'
import { DEFAULT_LIMITS, type Limits } from './limits/limits.ts'
import { errors, overloaded, Refusal } from './refusal.ts'
import { newRequestId } from './request-id.ts'
import { addRoutes } from './routes.ts'
import type { TaskStore } from './store/task-store.ts'

export type AppOptions = {
  store: Pick<TaskStore, 'page'>
  authenticator: Authenticator
  limits?: Partial<Limits>
  /** Origins whose pages may read answers in a browser, such as `http://127.0.0.1:4000`. None unless told otherwise. */
  allowedOrigins?: string[]
  /** Addresses of balancers whose `X-Forwarded-For` is believed. None unless told otherwise. */
  trustedProxies?: string[]
  /** Gives milliseconds since 1970-01-01 UTC. */
  now?: () => number
  /** How failures are logged; see `logOptions`. Nothing is logged unless told otherwise. */
  logger?: FastifyServerOptions['logger']
  /** Told of every answer, also of those to what was no proper HTTP. */
  onAnswer?: (record: AnswerRecord) => void
}

/**
 * Builds the service without listening, for `inject` and for a server. Routes, methods, rules and every answer come from the
 * document. Listens only through `listen` of the app itself, which takes the limits of connections from `limits`.
 */
export function createApp(options: AppOptions): FastifyInstance {
  const { store, authenticator, allowedOrigins = [], trustedProxies = [], now = Date.now } = options
  const { logger = false, onAnswer = () => undefined } = options
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const servers = new HttpServers(limits, ({ error, requestId }) =>
    onAnswer({ method: NO_ROUTE, route: NO_ROUTE, status: error.status, milliseconds: 0, requestId }),
  )
  const app = fastify({
    logger,
    ...(trustedProxies.length > 0 && { trustProxy: trustedProxies }),
    ...HOW_FASTIFY_ANSWERS,
    handlerTimeout: limits.handlerTimeout,
    serverFactory: (handler) => servers.create(handler),
    clientErrorHandler: (_, socket) => void servers.answerClientError(socket),
  })
  app.setErrorHandler<FastifyError>(answerError)
  // Never reached: the hook below answers first, because Fastify reads and judges a body before it comes here.
  app.setNotFoundHandler(() => Promise.reject(new Refusal(errors.unknownPath)))
  app.addHook('onRequest', async (request, reply) => {
    record(request, reply, onAnswer)
    reply.headers({ 'x-request-id': request.id, ...corsHeaders(request.headers.origin, allowedOrigins) })
    if (servers.crowded) {
      reply.header('connection', 'close')
      throw overloaded()
    }
    return request.is404 ? answerUnknown(request, reply, allowedOrigins) : undefined
  })
  closeConnectionsOnClose(app)
  addRoutes(app, { store, authenticator, limits, now })
  return app
}

const HOW_FASTIFY_ANSWERS = {
  // Fastify's own lines hold the query.
  logController: new LogController({ disableRequestLogging: true }),
  frameworkErrors: answerError,
  genReqId: newRequestId,
  rewriteUrl: ({ url = '' }) => literalPath(url),
  // The document's pattern refuses what is too long, with the document's message.
  routerOptions: { maxParamLength: Number.MAX_SAFE_INTEGER },
  exposeHeadRoutes: false,
  // The document's keywords are those of 2020-12, and not all have a meaning for who serialises.
  serializerOpts: { ajv: { strict: false } },
  // While closing, what still arrives is answered; Fastify's own 503 is not the document's.
  return503OnClosing: false,
} satisfies FastifyServerOptions

/** OPTIONS answers a browser that asks if a page of an allowed origin may send a request, and nothing else. */
function answerUnknown(request: FastifyRequest, reply: FastifyReply, allowedOrigins: string[]): FastifyReply {
  const { method, headers, originalUrl } = request
  const asks = method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
  const methods = asks && allowedOrigins.includes(headers.origin ?? '') ? methodsAt(splitTarget(originalUrl).path) : []
  if (methods.length === 0) throw new Refusal(errors.unknownPath)
  return reply.code(204).headers(preflightHeaders(methods)).send()
}

/** What was in flight when closing began says so, or its idle connection would hold the end up. */
function closeConnectionsOnClose(app: FastifyInstance): void {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) reply.header('connection', 'close')
    done()
  })
}

function record(request: FastifyRequest, reply: FastifyReply, onAnswer: (record: AnswerRecord) => void): void {
  const { method, id: requestId } = request
  const { template: route = NO_ROUTE } = request.routeOptions.config as { template?: string }
  reply.raw.once('close', () => {
    const status = reply.raw.writableEnded ? reply.statusCode : CALLER_GONE
    onAnswer({ method, route, status, milliseconds: reply.elapsedTime, requestId })
  })
}
