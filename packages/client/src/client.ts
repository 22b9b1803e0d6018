import createHttpClient from 'openapi-fetch'
import { assertId, assertSignal } from './checks.ts'
import { tasklistPath } from './document.gen.ts'
import { TaskNotFoundError } from './errors.ts'
import { assertKnownNames } from './known-names.ts'
import { type ClientOptions, resolveOptions } from './options.ts'
import { iteratePages, type PageSource, type TaskIterable, tasksOf } from './paging.ts'
import { preflight } from './preflight.ts'
import { type ListQuery, type WireQuery, wireQuery } from './query.ts'
import type { paths, Task, TaskList } from './schema.gen.ts'
import { fetchPage } from './transport/call.ts'
import { type DescribedRequest, describeRequest } from './transport/hooks.ts'

/** The options of one request. */
export type RequestOptions = {
  /** Ends the request, its retries and the pauses between them. */
  signal?: AbortSignal | undefined
}

/** A client for one project in one region. It holds no connection and needs no closing. */
export type Client = {
  /** Where the list is: endpoint, project and path. Names the service and the project in caches; holds no credentials. */
  readonly url: string
  /**
   * Lists the instant tasks that pass all filters, one page at a time, newest first.
   *
   * @param query - The filters and the page. See the document for ranges and defaults; they are in the types as well.
   * @returns The page as the service sent it, by the names of the document. Values that the document does not list are
   * possible in `status` and `instance_status`; members can be absent or `null`.
   * @throws {@link UsageError} for a query that cannot be sent.
   * @throws {@link ApiError} for every answer that is not a 2xx, redirects included: they are never followed. And for a query
   * that breaks a rule of the document, without sending it.
   * @throws {@link DecodeError} for a 2xx without a usable page, and for a page that `validate` refuses.
   * @throws {@link ConnectionError} when there is no complete answer, {@link TimeoutError} when there is none in time.
   * @throws {@link AbortedError} when `signal` aborts.
   */
  list(query?: ListQuery, options?: RequestOptions): Promise<TaskList>
  /**
   * All pages from `offset` (0) on, `limit` tasks read at a time (the most that the document allows when left out). Every task
   * that exists throughout is in exactly one page, also when others appear or vanish meanwhile: a page repeats the last task
   * of the one before, and steps back when it does not. Tasks that are created after the start are left out. Throws as `list`.
   */
  pages(query?: ListQuery, options?: RequestOptions): AsyncGenerator<TaskList, void, undefined>
  /** The tasks of `pages`, one by one: `for await (const task of client.tasks(query))`, or `.toArray({ limit })`. */
  tasks(query?: ListQuery, options?: RequestOptions): TaskIterable
  /**
   * The task with this ID.
   *
   * @throws {@link TaskNotFoundError} when there is none; the rest as `list`. A new task shows only after some seconds.
   */
  get(id: string, options?: RequestOptions): Promise<Task>
  /**
   * The request that `list` would send, without its credentials. Nothing is sent, and no rule of the document is checked.
   *
   * @throws {@link UsageError} for a query that cannot be sent.
   */
  dryRun(query?: ListQuery): Promise<DescribedRequest>
}

/**
 * Creates a client. Nothing is sent yet.
 *
 * @throws {@link UsageError} for an option that is unknown, missing or breaks its rule.
 */
export function createClient(options: ClientOptions): Client {
  const sender = resolveOptions(options)
  const { baseUrl, headers, projectId } = sender
  // A redirect would carry the credentials along.
  const http = createHttpClient<paths>({ baseUrl, headers, redirect: 'manual' })

  /** Has openapi-fetch make the request, and gives what `use` makes of it. */
  const withRequest = async <T extends { response: Response }>(
    query: WireQuery,
    use: (request: Request) => Promise<T>,
  ) => {
    let used: T | undefined
    const fetch = async (request: Request) => {
      used = await use(request)
      return used.response
    }
    // 'stream' leaves the body alone: decoded there, broken JSON would surface as a bare SyntaxError.
    await http.GET(tasklistPath, { params: { path: { project_id: projectId }, query }, fetch, parseAs: 'stream' })
    return used as T
  }

  const read: PageSource = async (query, requestOptions) => {
    const signal = signalOf(requestOptions)
    const wire = wireQuery(query)
    if (sender.preflight) preflight(wire)
    return withRequest(wire, (request) => fetchPage(request, sender, signal))
  }

  const pages = (query: ListQuery = {}, requestOptions: RequestOptions = {}) =>
    iteratePages(read, query, requestOptions)

  return {
    url: baseUrl + tasklistPath.replace('{project_id}', projectId),
    list: async (query = {}, requestOptions = {}) => (await read(query, requestOptions)).page,
    pages,
    tasks: (query, requestOptions) => tasksOf(() => pages(query, requestOptions)),
    async dryRun(query = {}) {
      const describe = async (request: Request) => ({ request: describeRequest(request), response: new Response() })
      return (await withRequest(wireQuery(query), describe)).request
    },
    async get(id, requestOptions = {}) {
      assertId(id)
      const { page } = await read({ id }, requestOptions)
      const found = page.tasks.find((task) => task.id === id)
      if (found) return found
      throw new TaskNotFoundError(`There is no task ${id} in this project; a new one shows after some seconds.`, { id })
    },
  }
}

function signalOf(requestOptions: RequestOptions): AbortSignal | undefined {
  assertKnownNames('request option', requestOptions, ['signal'])
  assertSignal(requestOptions)
  return requestOptions.signal
}
