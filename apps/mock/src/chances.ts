import { randomFrom } from '@rds-tasklist/service/random'
import { type Delay, drawDelay } from './delay.ts'
import { type FaultKind, faultPicker } from './faults.ts'
import type { MockOptions } from './start-mock.ts'

/** What happens to a request by chance. */
export type Chances = {
  nextFault(): FaultKind | undefined
  /** In milliseconds, from the request's own range if it has one. */
  nextDelay(own?: Delay): number
}

const NO_DELAY = { min: 0, max: 0 }

/**
 * The same seed gives the same faults and the same delays. They come from two sequences, because a request without a route has
 * a delay but no fault, and must not change the faults of the others.
 *
 * @throws UsageError when the faults are more than all requests.
 */
export function chancesOf({ seed, delay = NO_DELAY, faults = [] }: Omit<MockOptions, 'port'>): Chances {
  const [forFaults, forDelays] = seed === undefined ? [Math.random, Math.random] : [randomFrom(seed), randomFrom(~seed)]
  return { nextFault: faultPicker(faults, forFaults), nextDelay: (own = delay) => drawDelay(own, forDelays) }
}
