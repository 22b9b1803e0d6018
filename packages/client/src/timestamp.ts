import { timestampFormat } from './document.gen.ts'
import { UsageError } from './errors.ts'

/**
 * The instant that a `create_time` or `end_time` names, for example `2020-07-15T07:46:10+0000`. The offset has no colon
 * there, which `Date.parse` need not understand.
 *
 * @throws {@link UsageError} for another form, and for a day or time that does not exist.
 */
export function parseTimestamp(text: string): Date {
  const time = timeOf(text)
  if (!Number.isNaN(time)) return new Date(time)
  const { rule } = timestampFormat
  throw new UsageError(`A timestamp ${rule} and name a time that exists, not ${JSON.stringify(text)}.`)
}

/** The same in milliseconds since 1970, and `NaN` where that throws: a service can send anything. */
export function timeOf(text: unknown): number {
  if (typeof text !== 'string' || !new RegExp(timestampFormat.pattern).test(text)) return Number.NaN
  const local = text.slice(0, -5)
  const time = Date.parse(`${text.slice(0, -2)}:${text.slice(-2)}`)
  // Engines read February 30 as March 1. Written back, such a day is another one.
  const asUtc = new Date(`${local}Z`)
  return !Number.isNaN(asUtc.getTime()) && asUtc.toISOString().startsWith(local) ? time : Number.NaN
}
