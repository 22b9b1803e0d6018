import createHttpClient from 'openapi-fetch'
import { tasklistPath } from './document.gen.ts'
import { UsageError } from './errors.ts'
import { assertKnownNames } from './known-names.ts'
import { type ClientOptions, resolveOptions } from './options.ts'
import { readPage } from './page.ts'
import { type ListQuery, wireQuery } from './query.ts'
import type { paths, TaskList } from './schema.gen.ts'
import { createTransport } from './transport.ts'

/** The options of one request. */
export type RequestOptions = {
  /** Ends the request. There is no time-out unless you pass one: `AbortSignal.timeout(10_000)` (milliseconds). */
  signal?: AbortSignal | undefined
}

/** A client for one project in one region. It holds no connection and needs no closing. */
export type Client = {
  /**
   * Lists the instant tasks that pass all filters, one page at a time, newest first.
   *
   * @param query - The filters and the page. See the document for ranges and defaults; they are in the types as well.
   * @returns The page as the service sent it, by the names of the document. Values that the document does not list are
   * possible in `status` and `instance_status`; members can be absent or `null`.
   * @throws {@link UsageError} for a query that cannot be sent.
   * @throws {@link ApiError} for every answer that is not a 2xx, redirects included: they are never followed.
   * @throws {@link DecodeError} for a 2xx without a usable page.
   * @throws {@link ConnectionError} when there is no complete answer.
   * @throws {@link AbortedError} when `signal` aborts.
   */
  list(query?: ListQuery, options?: RequestOptions): Promise<TaskList>
}

/**
 * Creates a client. Nothing is sent yet.
 *
 * @throws {@link UsageError} for an option that is unknown, missing or breaks its rule.
 */
export function createClient(options: ClientOptions): Client {
  const { baseUrl, projectId, secret, headers, fetch } = resolveOptions(options)
  const http = createHttpClient<paths>({
    baseUrl,
    headers,
    // A redirect would carry the credentials along.
    redirect: 'manual',
    fetch: createTransport(secret, fetch),
  })
  return {
    async list(query = {}, requestOptions = {}) {
      const signal = signalOf(requestOptions)
      const params = { path: { project_id: projectId }, query: wireQuery(query) }
      // 'stream' leaves the body alone: decoded there, broken JSON would surface as a bare SyntaxError.
      const { response } = await http.GET(tasklistPath, { params, signal, parseAs: 'stream' })
      return readPage(response, secret)
    },
  }
}

function signalOf(requestOptions: RequestOptions): AbortSignal | null {
  assertKnownNames('request option', requestOptions, ['signal'])
  const { signal } = requestOptions
  if (signal === undefined) return null
  if (!(signal instanceof AbortSignal)) throw new UsageError('signal must be an AbortSignal.')
  return signal
}
