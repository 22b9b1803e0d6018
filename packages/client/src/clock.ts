/** The time and the chance of everything here, in one place so that a test can put its own in. Not public. */
export const clock: {
  now: () => number
  random: () => number
  /** Resolves after `ms`, or rejects with the reason of the signal. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>
} = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer)
        reject(signal.reason)
      }
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stop)
        resolve()
      }, ms)
      if (signal.aborted) stop()
      else signal.addEventListener('abort', stop, { once: true })
    }),
}
