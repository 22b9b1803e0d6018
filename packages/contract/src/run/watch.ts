import { observers } from '../checks/index.ts'
import type { Target } from '../targets/target.ts'
import type { Context } from './context.ts'
import { type Exchange, Violation } from './exchange.ts'
import { findingOf } from './finding.ts'
import type { Result } from './report.ts'

/** Lets the observers look at every exchange; keeps of what each finds the plainest exchange. */
export class Watch {
  readonly #target: Target
  readonly #seed: number
  readonly #found = new Map<string, { message: string; exchange: Exchange }>()
  #seen = 0

  constructor(target: Target, seed: number) {
    this.#target = target
    this.#seed = seed
  }

  observe(exchange: Exchange, context: Context): void {
    this.#seen += 1
    context.statuses.add(exchange.asked === undefined ? exchange.response.status : 0)
    for (const { name, judge } of observers) {
      const [message] = judge(exchange, context)
      const known = this.#found.get(name)
      if (message !== undefined && (!known || isPlainer(exchange, known.exchange)))
        this.#found.set(name, { message, exchange })
    }
  }

  results(): Result[] {
    return observers.map(({ name, sentence, rule }) => {
      const judged = { name, sentence, rule, requests: this.#seen }
      const found = this.#found.get(name)
      if (found) {
        const violation = new Violation(found.exchange, found.message)
        return { ...judged, outcome: 'failed', finding: findingOf(this.#target, violation, `--seed ${this.#seed}`) }
      }
      if (this.#seen === 0) return { ...judged, outcome: 'skipped', reason: 'no answer was there to look at' }
      return { ...judged, outcome: 'passed' }
    })
  }
}

/** A request that anybody would send shows more than broken HTTP, and a short one more than a long one. */
function isPlainer(one: Exchange, other: Exchange): boolean {
  const isRaw = ({ bytes }: Exchange) => bytes !== undefined
  if (isRaw(one) !== isRaw(other)) return isRaw(other)
  return one.request.target.length < other.request.target.length
}
