// What belongs to the wire, for the mock: it has to answer as the service does. Nothing here loads Fastify or a database driver,
// so that the mock starts as fast as without it.
export { type DocumentError, documents, languageOf, operations } from '../document.ts'
export { DEFAULT_LIMITS } from '../limits/limits.ts'
export { errorBody, errors, invalid } from '../refusal.ts'
export { newRequestId } from '../request-id.ts'
export { corsHeaders, preflightHeaders } from './cors.ts'
export { HttpServers } from './http-server.ts'
export { methodsAt, parametersAt } from './paths.ts'
export { splitTarget } from './target.ts'
