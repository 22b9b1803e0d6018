import { headerNames } from '../document.gen.ts'
import { UsageError } from '../errors.ts'
import { assertKnownNames } from '../known-names.ts'
import type { Task } from '../schema.gen.ts'
import { replyTo, type State } from './answer.ts'
import { languageOf } from './document.ts'
import { checkFault, type Fault, replyOf, retryAfterOf } from './faults.ts'
import { exampleTasks } from './fixtures.ts'
import { responseOf } from './response.ts'
import { TaskStore } from './task-store.ts'

/** What a fake saw of a request. Headers are left out: they hold credentials. */
export type FakeRequest = { readonly method: string; readonly url: string }

/** What a fake holds and whom it lets in. */
export type FakeOptions = {
  /** The tasks at the start. Left out, those of the document's examples. */
  tasks?: readonly Task[] | undefined
  /** The project that these tasks are in; others get 403. Left out, any project has them. */
  projectId?: string | undefined
  /** The token that is accepted; others get 401. Left out, any is. Signatures are never verified. */
  token?: string | undefined
  /** Gives milliseconds since 1970 for the header `Date`. Left out, `Date.now`. */
  now?: (() => number) | undefined
  /**
   * Called with the fake when an answer is made, before it is delivered: to change tasks while a client pages or waits. What it throws
   * ends the call at once, as the `cause` of a {@link UsageError}.
   */
  onAnswer?: ((fake: Fake) => void) | undefined
}

/** The service in memory, by the rules of the document. */
export type Fake = {
  /** Answers like the global `fetch` would, for `createClient({ fetch })`, and anything else that takes a `fetch`. */
  fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>
  /** Every request so far. */
  readonly requests: readonly FakeRequest[]
  /** The tasks as they are now, in no order. */
  readonly tasks: readonly Task[]
  /** Adds tasks. @throws {@link UsageError} for an ID that is there already, and a `create_time` that cannot be read. */
  insert(...tasks: Task[]): void
  /** Changes members of a task; the others stay. @throws {@link UsageError} when there is no such task. */
  update(id: string, changes: Partial<Task>): Task
  /** Removes a task. @throws {@link UsageError} when there is no such task. */
  remove(id: string): void
  /** Spoils the next requests, one fault each. @throws {@link UsageError} for a fault that cannot be had. */
  fail(...faults: Fault[]): void
}

const OPTION_NAMES = ['tasks', 'projectId', 'token', 'now', 'onAnswer']

/**
 * Creates a fake service. What it answers, errors included, is what the document says; only its HTTP is none.
 *
 * @throws {@link UsageError} for an unknown option, and as `insert`.
 */
export function createFake(options: FakeOptions = {}): Fake {
  assertKnownNames('option', options, OPTION_NAMES)
  const { tasks = exampleTasks, projectId, token, now = Date.now, onAnswer } = options
  const store = new TaskStore()
  store.insert(tasks)
  const requests: FakeRequest[] = []
  const faults: Fault[] = []
  const state: State = { projectId, token, tasks: () => store.all() }

  const fake: Fake = {
    async fetch(input, init) {
      const request = new Request(input, init)
      const { method, url, signal } = request
      // Before anything is used up: a request that its caller has given up is never sent.
      signal.throwIfAborted()
      requests.push({ method, url })
      const fault = faults.shift() ?? {}
      const language = languageOf(request.headers.get(headerNames.language))
      const reply = (await replyOf(fault, language, signal)) ?? replyTo(request, state)
      const response = responseOf(reply, { now: now(), method, retryAfter: retryAfterOf(fault, reply) })
      callBack(() => onAnswer?.(fake))
      return response
    },
    requests,
    get tasks() {
      return store.all()
    },
    insert: (...added) => store.insert(added),
    update: (id, changes) => store.update(id, changes),
    remove: (id) => store.remove(id),
    fail(...added) {
      for (const fault of added) checkFault(fault)
      faults.push(...added)
    },
  }
  return fake
}

/** A client retries what a `fetch` throws as a lost connection, but never an error of its own package. */
function callBack(onAnswer: () => void): void {
  try {
    onAnswer()
  } catch (error) {
    throw new UsageError(`onAnswer threw: ${error}`, {}, error)
  }
}
