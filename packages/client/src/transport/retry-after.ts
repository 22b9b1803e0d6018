/** The milliseconds that a `Retry-After` asks for, given in seconds or as a date; `undefined` when it says neither. */
export function retryAfter(value: string | null, now: number): number | undefined {
  if (!value) return undefined
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}
