import { type Query, readProjectId, readQuery } from '@rds-tasklist/query'
import type { Operation } from '@rds-tasklist/spec/reader'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Authenticator, Caller } from './auth/authenticator.ts'
import { documents, operations, withValues } from './document.ts'
import { RETRY_DEPENDENCY_SECONDS, sendJson } from './http/answer-error.ts'
import { methodsOf } from './http/paths.ts'
import { originForm, splitTarget } from './http/target.ts'
import { Gate } from './limits/gate.ts'
import type { Limits } from './limits/limits.ts'
import { RateLimiter } from './limits/rate-limiter.ts'
import { listTasks } from './list-tasks.ts'
import { errors, invalid, overloaded, Refusal } from './refusal.ts'
import type { TaskStore } from './store/task-store.ts'

export type RouteOptions = {
  store: Pick<TaskStore, 'page'>
  authenticator: Authenticator
  limits: Limits
  now: () => number
}

type Work = (store: Pick<TaskStore, 'page'>, projectId: string, query: Query) => Promise<object>

/** What each operation of the document does, by its operationId. */
const WORK: Record<string, Work> = { ListTasks: listTasks }

const DOCUMENT = 'document'

/** Adds a route for every operation of the document. The hook and the handler hold the document's order of checks. */
export function addRoutes(app: FastifyInstance, { store, authenticator, limits, now }: RouteOptions): void {
  const admit = admission(authenticator, limits, now)
  const gate = new Gate(limits.maxConcurrent)
  app.addSchema({ $id: DOCUMENT, components: { schemas: documents['en-us'].components.schemas } })
  for (const operation of operations) {
    const work = WORK[operation.operationId]
    if (!work) throw new Error(`nothing here does the document's operation ${operation.operationId}`)
    app.route({
      method: methodsOf(operation),
      url: operation.path.replace(/\{(\w+)\}/g, ':$1'),
      config: { template: operation.path },
      schema: { response: responseSchemas(operation) },
      onRequest: admit,
      async handler(request, reply) {
        const query = queryOf(request, limits.maxQueryLength)
        const answer = await gate.run(() => work(store, projectOf(request), query), overloaded)
        return sendJson(reply, 200, answer)
      },
    })
  }
}

function admission(authenticator: Authenticator, limits: Limits, now: () => number) {
  const rates = new RateLimiter(limits.ratePerSecond, now)
  const throttled = withValues(errors.throttled, { limit: limits.ratePerSecond, time: '1 second' })
  return async (request: FastifyRequest): Promise<void> => {
    const caller = await authenticate(authenticator, request)
    const wait = rates.take(caller.key)
    if (wait !== undefined) throw new Refusal(throttled, wait)
    const project = readProjectId(projectOf(request))
    if (!project.ok) throw invalid(project.violation)
    // Before any question to the store, so the answer cannot tell whether the project exists.
    if (!caller.projectIds.has(project.projectId)) throw new Refusal(errors.foreignProject)
  }
}

async function authenticate(authenticator: Authenticator, request: FastifyRequest): Promise<Caller> {
  const { method, headers, originalUrl, ip: peer } = request
  const result = await authenticator({ method, headers, target: originForm(originalUrl), peer })
  if (result.ok) return result.caller
  throw new Refusal(errors[result.failure], result.failure === 'iamUnavailable' ? RETRY_DEPENDENCY_SECONDS : undefined)
}

function queryOf({ originalUrl }: FastifyRequest, maxLength: number): Query {
  const { rawQuery } = splitTarget(originalUrl)
  if (rawQuery.length > maxLength) throw new Refusal(errors.malformedRequest)
  const result = readQuery(rawQuery)
  if (!result.ok) throw invalid(result.violation)
  return result.query
}

/** The project ID as it stands in the path, percent-encoded. */
function projectOf({ params }: FastifyRequest): string {
  return (params as { project_id: string }).project_id
}

/** From each status to what its body is written by: undeclared members are left out, and a missing one is an error. */
function responseSchemas({ responses }: Operation): Record<string, object> {
  const entries = Object.entries(responses).flatMap(([status, { content }]) =>
    Object.values(content).map(({ schema }) => [status, absolute(schema)] as const),
  )
  return Object.fromEntries(entries)
}

function absolute(schema: { $ref?: string }): object {
  return schema.$ref === undefined ? schema : { $ref: `${DOCUMENT}${schema.$ref}` }
}
