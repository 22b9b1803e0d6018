import type { TaskList } from '@rds-tasklist/client'
import type { Operation } from '@rds-tasklist/spec/reader'
import type fc from 'fast-check'
import type { Task } from '../model/task.ts'
import { parameterOf } from '../rules/document.ts'
import type { Target } from '../targets/target.ts'
import { type Asked, requestFor } from '../valid-request.ts'
import type { WireRequest } from '../wire.ts'
import { bodyOf, Contradiction, type Exchange, expectStatus, expectThat, Violation } from './exchange.ts'
import { type PropertySettings, tryProperty } from './property.ts'
import type { Sender } from './sender.ts'

/** What a check works with. */
export class Context {
  readonly target: Target
  readonly operation: Operation
  /** How many cases each rule had, by `PARAMETER RULE`. */
  readonly cases: Map<string, number>
  readonly #check: string
  readonly #sender: Sender
  readonly #settings: PropertySettings
  readonly #observe: (exchange: Exchange) => void
  readonly #shared: Shared

  constructor(options: ContextOptions) {
    this.target = options.target
    this.operation = options.operation
    this.cases = options.cases
    this.#check = options.check
    this.#sender = options.sender
    this.#settings = options.settings
    this.#observe = options.observe
    this.#shared = options.shared
  }

  /** The request IDs that the run has seen. */
  get requestIds(): Set<string> {
    return this.#shared.requestIds
  }

  /** The statuses that the run was answered with, those apart that were asked for as faults. */
  get statuses(): Set<number> {
    return this.#shared.statuses
  }

  /** Sends a request and lets the observers look at the answer. `asked` is a status that the request asks for as a fault. */
  async send(request: WireRequest, asked?: number): Promise<Exchange> {
    const exchange = { ...(await this.#sender.send(request, asked)), ...(asked !== undefined && { asked }) }
    this.#observe(exchange)
    return exchange
  }

  async sendBytes(bytes: string): Promise<Exchange> {
    const exchange = await this.#sender.sendBytes(bytes)
    this.#observe(exchange)
    return exchange
  }

  /** A valid request, but for what is said of it. */
  request(asked: Asked = {}): WireRequest {
    return requestFor(this.operation, this.target, asked)
  }

  get(asked: Asked = {}): Promise<Exchange> {
    return this.send(this.request(asked))
  }

  /** The page that a valid query gets. */
  async page(query = ''): Promise<{ exchange: Exchange; page: TaskList }> {
    const exchange = await this.get({ query })
    expectStatus(exchange, 200, 'a valid request')
    const page = bodyOf(exchange) as TaskList
    const isPage = Array.isArray(page.tasks) && Array.isArray(page.actions)
    expectThat(isPage, exchange, () => 'the body is no page of tasks')
    return { exchange, page }
  }

  /**
   * The tasks of the project: those that were put in, else those that the list gave when it was read last.
   *
   * @throws CannotJudge when they are fewer than it takes to see anything.
   */
  async tasks(atLeast = 0): Promise<Task[]> {
    this.#shared.tasks ??= this.target.tasks ? Promise.resolve(this.target.tasks) : this.walk('')
    const tasks = await this.#shared.tasks
    if (tasks.length < atLeast)
      throw new CannotJudge(`the project has ${tasks.length} tasks, and this takes ${atLeast} at least`)
    return tasks
  }

  /**
   * Judges by what the list holds. Tasks may move on between two requests: a violation counts only if the list holds the same
   * after it as before. The order is no part of that, or a server that changes it would never be caught.
   *
   * @throws CannotJudge when the tasks change each time.
   */
  async whileUnchanged(judge: () => Promise<void>): Promise<void> {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const before = await this.#shared.tasks?.catch(() => undefined)
      try {
        return await judge()
      } catch (error) {
        if (!(error instanceof Violation) || error instanceof Contradiction || this.target.tasks) throw error
        const after = await this.#readAgain(error)
        if (before && contentOf(before) === contentOf(after)) throw error
      }
    }
    throw new CannotJudge('the tasks changed while they were judged')
  }

  /** @throws `violation` when the list is too long to be read: then nothing speaks against it. */
  async #readAgain(violation: Violation): Promise<Task[]> {
    this.#shared.tasks = this.walk('')
    return this.#shared.tasks.catch((error: unknown) => {
      throw error instanceof CannotJudge ? violation : error
    })
  }

  /** Tasks from which values of filters are drawn: those that were put in, else the first page. */
  async examples(): Promise<Task[]> {
    return this.target.tasks ?? (await this.page()).page.tasks
  }

  /**
   * Every task of a query, page by page.
   *
   * @throws CannotJudge when they are more than a suite should read from a server that is not its own.
   */
  async walk(query: string, limit = parameterOf(this.operation, 'limit').schema.maximum ?? 1): Promise<Task[]> {
    const tasks: Task[] = []
    let total = Number.POSITIVE_INFINITY
    while (tasks.length < total) {
      const part = [query, `limit=${limit}`, `offset=${tasks.length}`].filter(Boolean).join('&')
      const { page } = await this.page(part)
      total = page.total_count
      if (total > MAX_TASKS)
        throw new CannotJudge(
          `the list has ${total} tasks, and at most ${MAX_TASKS} are read; name a project with fewer`,
        )
      if (page.tasks.length === 0) break
      tasks.push(...page.tasks)
    }
    return tasks
  }

  /** Counts a case of a rule. */
  count(rule: string): void {
    this.cases.set(rule, (this.cases.get(rule) ?? 0) + 1)
  }

  /**
   * Tries a property of the check with kept and with random cases. A check with several names each `part`.
   *
   * @throws Counterexample with the smallest case that breaks it.
   */
  property<T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => Promise<void>, part?: string): Promise<void> {
    const name = part === undefined ? this.#check : `${this.#check}/${part}`
    return tryProperty(name, this.#settings, arbitrary, holds)
  }
}

const MAX_TASKS = 500
const MAX_TRIES = 5

function contentOf(tasks: Task[]): string {
  return [...new Set(tasks.map((task) => JSON.stringify(task)))].sort().join()
}

/** The check needs something that this server does not offer. */
export class CannotJudge extends Error {
  override readonly name = 'CannotJudge'
}

export type ContextOptions = {
  /** The name of the check. */
  check: string
  target: Target
  operation: Operation
  cases: Map<string, number>
  sender: Sender
  settings: PropertySettings
  observe: (exchange: Exchange) => void
  shared: Shared
}

/** What all checks of a run have in common. */
export type Shared = { tasks?: Promise<Task[]>; requestIds: Set<string>; statuses: Set<number> }
