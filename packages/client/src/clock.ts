import { untilAborted } from './transport/until-aborted.ts'

/** The time and the chance of everything here, in one place so that a test can put its own in. Not public. */
export const clock: {
  now: () => number
  random: () => number
  /** Resolves after `ms`, or rejects with the reason of the signal. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>
} = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms, signal) => {
    let timer: ReturnType<typeof setTimeout>
    const pause = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms)
    })
    return untilAborted(signal, pause).finally(() => clearTimeout(timer))
  },
}
