/** A signal that aborts with `parent`, or after `ms`. `end` stops the timer and lets go of `parent`. */
export type TimeLimit = { readonly signal: AbortSignal; readonly end: () => void }

// Neither AbortSignal.timeout, whose timer cannot be stopped and on Node does not keep the process alive, nor AbortSignal.any, which
// leaves letting go of `parent` to the garbage collector.
export function timeLimit(ms: number, parent?: AbortSignal): TimeLimit {
  const limit = new AbortController()
  const stop = () => limit.abort(parent?.reason)
  const timer = setTimeout(stop, ms)
  if (parent?.aborted) stop()
  parent?.addEventListener('abort', stop)
  const end = () => {
    clearTimeout(timer)
    parent?.removeEventListener('abort', stop)
  }
  return { signal: limit.signal, end }
}
