import { BoundedMap } from '../bounded-map.ts'
import { digest } from './secret.ts'

/** The numbers of the vendor's gateway. */
export const LOCKOUT = { failures: 5, durationMs: 5 * 60_000 }

const MAX_PAIRS = 10_000

type Record = { failures: number; last: number }

/** Locks an access key for one peer address after failures in a row. Other addresses can still use the key. */
export class Lockout {
  readonly #records = new BoundedMap<Record>(MAX_PAIRS)
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  isLocked(accessKey: string, peer: string): boolean {
    return this.#failures(accessKey, peer) >= LOCKOUT.failures
  }

  /** Counts a failure; while the pair is locked, further tries neither count nor prolong the lock. */
  fail(accessKey: string, peer: string): void {
    const failures = this.#failures(accessKey, peer)
    if (failures >= LOCKOUT.failures) return
    this.#records.set(keyOf(accessKey, peer), { failures: failures + 1, last: this.#now() })
  }

  succeed(accessKey: string, peer: string): void {
    this.#records.delete(keyOf(accessKey, peer))
  }

  #failures(accessKey: string, peer: string): number {
    const { failures, last } = this.#records.get(keyOf(accessKey, peer)) ?? { failures: 0, last: 0 }
    return this.#now() - last < LOCKOUT.durationMs ? failures : 0
  }
}

/** A digest, for whoever makes keys up may make them long, and all are remembered for a while. */
function keyOf(accessKey: string, peer: string): string {
  return digest(`${accessKey} ${peer}`).toString('hex')
}
