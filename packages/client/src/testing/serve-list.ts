import type { IncomingMessage, RequestListener } from 'node:http'
import type { Task } from '../schema.gen.ts'
import { serve, type TestServer } from './serve.ts'

/** What a list does instead of answering. */
export type Answers = {
  /** The status of an error, or `undefined` for none. */
  fail?: () => number | undefined
  /** Takes the request and gives no answer. */
  hang?: (request: IncomingMessage) => void
  /** The task in the state of this moment. */
  change?: (task: Task) => Task
}

/** Answers for the tasks that are in the array at the moment of the request; knows `id`, `offset` and `limit`. */
export function listOf(tasks: readonly Task[], { fail, hang, change = (task) => task }: Answers = {}): RequestListener {
  return (request, response) => {
    const failure = fail?.()
    if (hang !== undefined) return hang(request)
    if (failure !== undefined) return response.writeHead(failure).end()
    const query = new URL(request.url ?? '', 'http://localhost').searchParams
    const found = tasks.filter(({ id }) => [null, id].includes(query.get('id')))
    const offset = Number(query.get('offset'))
    const page = found.slice(offset, offset + Number(query.get('limit') ?? tasks.length)).map(change)
    response.end(JSON.stringify({ total_count: found.length, actions: [], tasks: page }))
  }
}

/** A server of such a list. */
export function serveList(tasks: readonly Task[], answers: Answers = {}): Promise<TestServer> {
  return serve(listOf(tasks, answers))
}
