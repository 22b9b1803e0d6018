/** A signal that aborts with `parent`, or after `ms`. `end` stops the timer. */
export type TimeLimit = { readonly signal: AbortSignal; readonly end: () => void }

// Not AbortSignal.timeout: its timer cannot be stopped, and on Node it does not keep the process alive.
export function timeLimit(ms: number, parent?: AbortSignal): TimeLimit {
  const timer = new AbortController()
  const id = setTimeout(() => timer.abort(), ms)
  return { signal: AbortSignal.any([timer.signal, parent ?? timer.signal]), end: () => clearTimeout(id) }
}
