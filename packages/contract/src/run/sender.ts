import { setTimeout as wait } from 'node:timers/promises'
import type { WireResponse } from '../judge/response.ts'
import { send, sendBytes, type WireRequest } from '../wire.ts'
import type { Exchange } from './exchange.ts'

export type Manners = {
  /** Requests at most; the checks that would need more are cut short and say so. */
  maxRequests: number
  /** Requests per second at most; infinite for a server of our own. */
  ratePerSecond: number
}

/** There are no requests left. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent'
}

/** The server does not answer at all. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

const MAX_TRIES = 3
const MAX_WAIT_SECONDS = 30

const REFUSED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']

/** Sends one request after another, within bounds. */
export class Sender {
  sent = 0
  readonly #url: string
  readonly #manners: Manners
  #next = 0

  constructor(url: string, manners: Manners) {
    this.#url = url
    this.#manners = manners
  }

  /** Waits as long as `Retry-After` says when a foreign server has had enough, and asks again. */
  async send(request: WireRequest): Promise<Exchange> {
    for (let tries = 1; ; tries += 1) {
      await this.#turn()
      const response = await send(this.#url, request).catch(unreachable)
      const isEnough = response.status === 429 && Number.isFinite(this.#manners.ratePerSecond)
      if (!isEnough || tries === MAX_TRIES) return { request, response }
      await wait(1000 * Math.min(MAX_WAIT_SECONDS, Number(response.headers['retry-after']) || 1))
    }
  }

  async sendBytes(bytes: string): Promise<Exchange> {
    await this.#turn()
    const [method = '', target = ''] = bytes.split(' ')
    const response = await sendBytes(this.#url, bytes).catch(unreachable)
    return { request: { method, target, headers: {} }, response, bytes }
  }

  async #turn(): Promise<void> {
    const { maxRequests, ratePerSecond } = this.#manners
    if (this.sent >= maxRequests) throw new BudgetSpent(`the ${maxRequests} requests of the run are used up`)
    this.sent += 1
    const now = performance.now()
    const at = Math.max(now, this.#next)
    this.#next = at + 1000 / ratePerSecond
    if (at > now) await wait(at - now)
  }
}

/** An answer that does not come or breaks off is a fault of the server like any other; one that cannot even be asked is none. */
function unreachable(error: NodeJS.ErrnoException): WireResponse {
  if (REFUSED.includes(error.code ?? '')) throw new Unreachable(`cannot connect: ${error.message}`)
  return { status: 0, headers: {}, body: `no answer: ${error.message}` }
}
