/** The milliseconds that a `Retry-After` asks for, given in seconds or as a date; 0 when it says neither. */
export function retryAfter(value: string | null, now: number): number {
  const text = value ?? ''
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now
  return Math.max(0, ms) || 0
}
