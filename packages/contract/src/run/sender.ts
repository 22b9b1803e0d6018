import { setTimeout as wait } from 'node:timers/promises'
import type { WireResponse } from '../judge/response.ts'
import { send, sendBytes, TimedOut, type WireRequest } from '../wire.ts'
import type { Exchange } from './exchange.ts'

export type Manners = {
  /** Requests at most; the checks that would need more are cut short and say so. */
  maxRequests: number
  /** Requests per second at most; infinite for a server of our own. */
  ratePerSecond: number
  /** Milliseconds that an answer may take; 10,000 unless told otherwise. */
  timeoutMs?: number
}

/** There are no requests left. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent'
}

/** The server has answered and does so no more: the check that saw it end fails, the others cannot go on. */
export class ServerLost extends Error {
  override readonly name = 'ServerLost'
}

/** The server does not answer at all. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

const MAX_TRIES = 3
// Whoever waits for a server that hangs should not wait for each of its requests.
const MAX_TIMEOUTS = 3
const MAX_WAIT_SECONDS = 30

const REFUSED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']

/** Sends one request after another, within bounds. */
export class Sender {
  sent = 0
  /** Whether a check would have needed more requests than there were. */
  isSpent = false
  /** Why the server is asked no more; undefined while it is. */
  lost: string | undefined
  readonly #url: string
  readonly #manners: Manners
  readonly #onRequest: (number: number) => void
  #next = 0
  #isReached = false
  #timeouts = 0
  #last = ''

  /** `onRequest` is told of each request as it is sent, by its number. */
  constructor(url: string, manners: Manners, onRequest: (number: number) => void = () => undefined) {
    this.#url = url
    this.#manners = manners
    this.#onRequest = onRequest
  }

  /**
   * Waits as long as `Retry-After` says when the server has had enough, and asks again; not if 429 is what is asked for.
   *
   * @throws Unreachable when it still has enough then.
   */
  async send(request: WireRequest, asked?: number): Promise<Exchange> {
    for (let tries = 1; ; tries += 1) {
      await this.#turn()
      const response = await this.#answerOf(send(this.#url, request, this.#manners.timeoutMs), request)
      if (response.status !== 429 || asked === 429) return { request, response }
      if (tries === MAX_TRIES)
        throw new Unreachable('the server answers 429 however long the suite waits: lower --rate')
      const seconds = Number(response.headers['retry-after'] ?? 1)
      await wait(1000 * Math.min(MAX_WAIT_SECONDS, Number.isFinite(seconds) ? seconds : 1))
    }
  }

  async sendBytes(bytes: string): Promise<Exchange> {
    await this.#turn()
    const [method = '', target = ''] = bytes.split(' ')
    const request = { method, target, headers: {} }
    const sent = sendBytes(this.#url, bytes, this.#manners.timeoutMs)
    return { request, response: await this.#answerOf(sent, request), bytes }
  }

  async #turn(): Promise<void> {
    const { maxRequests, ratePerSecond } = this.#manners
    if (this.lost !== undefined) throw new ServerLost(this.lost)
    if (this.sent >= maxRequests) {
      this.isSpent = true
      throw new BudgetSpent(`the ${maxRequests} requests of the run are used up`)
    }
    this.sent += 1
    const now = performance.now()
    const at = Math.max(now, this.#next)
    this.#next = at + 1000 / ratePerSecond
    if (at > now) await wait(at - now)
    this.#onRequest(this.sent)
  }

  /** An answer that does not come or breaks off is a fault of the server like any other; one that was never reached has none. */
  async #answerOf(sent: Promise<WireResponse>, { method, target }: WireRequest): Promise<WireResponse> {
    const before = this.#last
    this.#last = `${method} ${target.slice(0, 100)}`
    try {
      const response = await sent
      this.#isReached = true
      return response
    } catch (error) {
      const { code = '', message } = error as NodeJS.ErrnoException
      if (error instanceof TimedOut) this.#countTimeout()
      if (!REFUSED.includes(code)) return { status: 0, headers: {}, body: message }
      if (!this.#isReached) throw new Unreachable(`cannot connect: ${message}`)
      this.lost = 'the server takes no connection any more'
      return { status: 0, headers: {}, body: `${message}; the request before was ${before}` }
    }
  }

  #countTimeout(): void {
    this.#timeouts += 1
    if (this.#timeouts < MAX_TIMEOUTS) return
    this.lost = `the server left ${MAX_TIMEOUTS} requests without an answer and is asked no more; the last was ${this.#last}`
  }
}
