import { BoundedMap } from '../bounded-map.ts'

type Bucket = { tokens: number; at: number }

// A forgotten bucket is a full one, so forgetting is harmless until this many callers are busy at once.
const MAX_CALLERS = 10_000
const MS_PER_SECOND = 1000

/** A bucket of tokens for each caller: a request takes one, and they come back at an even rate. */
export class RateLimiter {
  readonly #buckets = new BoundedMap<Bucket>(MAX_CALLERS)
  readonly #perSecond: number
  readonly #now: () => number

  constructor(perSecond: number, now: () => number) {
    this.#perSecond = perSecond
    this.#now = now
  }

  /** Takes a token. When there is none: how many whole seconds until there is. */
  take(caller: string): number | undefined {
    const now = this.#now()
    const { tokens: left, at } = this.#buckets.get(caller) ?? { tokens: this.#perSecond, at: now }
    // A clock that was set back gives nothing and takes nothing.
    const earned = (Math.max(0, now - at) / MS_PER_SECOND) * this.#perSecond
    const tokens = Math.min(this.#perSecond, left + earned)
    this.#buckets.set(caller, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now })
    return tokens >= 1 ? undefined : Math.max(1, Math.ceil((1 - tokens) / this.#perSecond))
  }
}
