import { HttpResponse, http, type RequestHandler } from 'msw'
import { tasklistPath } from './document.gen.ts'
import { UsageError } from './errors.ts'
import { BrokenConnection } from './fake/broken-connection.ts'
import type { Fake } from './fake/create-fake.ts'

/** Which requests the handlers answer. */
export type HandlersOptions = {
  /** The endpoint whose task list is answered, such as `http://127.0.0.1:4010`. Left out, that of any host. */
  endpoint?: string | undefined
}

/**
 * Handlers for Mock Service Worker that answer the task list from a fake: `setupServer(...handlers(fake))` in Node,
 * `setupWorker(...handlers(fake))` in a browser. Other paths are left to other handlers.
 *
 * @throws {@link UsageError} for an endpoint that is no URL.
 */
export function handlers(fake: Fake, { endpoint }: HandlersOptions = {}): RequestHandler[] {
  if (endpoint !== undefined && !URL.canParse(endpoint)) {
    throw new UsageError('endpoint must be a URL with http or https, such as http://127.0.0.1:4010.')
  }
  const base = endpoint?.replace(/\/+$/, '') ?? '*'
  return [http.all(base + tasklistPath.replace(/\{(\w+)\}/, ':$1'), ({ request }) => fetchOrBreak(fake, request))]
}

/** MSW makes a 500 of what a handler throws, and breaks the connection off for `HttpResponse.error()` alone. */
async function fetchOrBreak(fake: Fake, request: Request): Promise<Response> {
  try {
    return await fake.fetch(request)
  } catch (error) {
    if (error instanceof BrokenConnection) return HttpResponse.error()
    throw error
  }
}
