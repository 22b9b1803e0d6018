import { UsageError } from './errors.ts'

/** @throws {@link UsageError} for what is no number from `least` on, or more than timers can wait; then they fire at once. */
export function assertNumber(name: string, value: unknown, least: number): void {
  if (typeof value === 'number' && value >= least && value < 2 ** 31) return
  throw new UsageError(`${name} must be a number from ${least} to below 2147483648, not ${value}.`)
}

/** @throws {@link UsageError} */
export function assertSignal(signal: unknown): void {
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw new UsageError('signal must be an AbortSignal.')
}
