import { onTestFinished } from 'vitest'
import { clock } from '../clock.ts'

/** What a test sees of the time of the client. */
export type VirtualClock = {
  /** The pauses so far, in milliseconds. */
  readonly pauses: number[]
  /** Called before each pause ends. */
  onPause: (ms: number) => void
}

/** Until the test ends, pauses pass at once and move the time of the client; chance always gives `random`. */
export function useVirtualClock(random = 1): VirtualClock {
  const real = { ...clock }
  onTestFinished(() => void Object.assign(clock, real))
  const virtual: VirtualClock = { pauses: [], onPause: () => {} }
  let passed = 0
  Object.assign(clock, {
    now: () => real.now() + passed,
    random: () => random,
    sleep: async (ms: number, signal: AbortSignal) => {
      virtual.pauses.push(Math.round(ms))
      passed += ms
      virtual.onPause(ms)
      // The other side of a connection gets its turn.
      await new Promise((resolve) => setImmediate(resolve))
      signal.throwIfAborted()
    },
  })
  return virtual
}
