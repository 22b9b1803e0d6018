import { UsageError } from './errors.ts'

/** @throws {@link UsageError} for what is no number from `least` on, or more than timers can wait; then they fire at once. */
export function assertNumber(name: string, value: unknown, least: number): void {
  if (typeof value === 'number' && value >= least && value < 2 ** 31) return
  throw new UsageError(`${name} must be a number from ${least} to below 2147483648, not ${value}.`)
}

/**
 * @throws {@link UsageError} also for a signal in place of the options: it has no names of its own that could be unknown.
 */
export function assertSignal(options: { signal?: unknown }): void {
  if (options instanceof AbortSignal) throw new UsageError('Give the signal as a member: { signal }.')
  const { signal } = options
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw new UsageError('signal must be an AbortSignal.')
}

/** @throws {@link UsageError} for what names no task: an empty filter would find any. */
export function assertId(id: unknown): void {
  if (typeof id !== 'string' || id === '') throw new UsageError(`id must be a string that is not empty, not ${id}.`)
}

/**
 * An address of a service, without slashes at its end.
 *
 * @throws {@link UsageError} repeating the value only where no part of it can be a secret.
 */
export function checkEndpoint(name: string, endpoint: unknown): string {
  const text = String(endpoint)
  const url = URL.canParse(text) ? new URL(text) : undefined
  // The parser drops an empty query or hash, but a path added behind "?" or "#" would still not be a path.
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !/[?#]/.test(text)) {
    return url.href.replace(/\/+$/, '')
  }
  const shown = /[@?#]/.test(text) ? '' : `, not ${text}`
  const fix = text.includes('://') ? '' : ' Put https:// or http:// before it.'
  throw new UsageError(
    `${name} must be an http or https URL without user name, password, query and hash${shown}.${fix}`,
  )
}
