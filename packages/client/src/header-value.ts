import { UsageError } from './errors.ts'

/**
 * Checked here, because the message of a runtime that refuses a header repeats its value.
 *
 * @throws {@link UsageError}
 */
export function headerValue(name: string, value: unknown): string {
  if (typeof value === 'string' && /^[\x21-\x7e]+$/.test(value)) return value
  if (value === undefined || value === '')
    throw new UsageError(`${name} is missing (${value === '' ? 'empty' : value}).`)
  throw new UsageError(
    `${name} must be visible ASCII without spaces. If it was read from a file, remove the line break.`,
  )
}
