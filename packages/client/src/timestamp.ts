import { timestampFormat } from './document.gen.ts'
import { UsageError } from './errors.ts'

/**
 * The instant that a `create_time` or `end_time` names, for example `2020-07-15T07:46:10+0000`. The offset has no colon
 * there, which `Date.parse` need not understand.
 *
 * @throws {@link UsageError} for another form, and for a day or time that does not exist.
 */
export function parseTimestamp(text: string): Date {
  const { pattern, rule } = timestampFormat
  if (typeof text === 'string' && new RegExp(pattern).test(text)) {
    const local = text.slice(0, -5)
    const time = new Date(`${text.slice(0, -2)}:${text.slice(-2)}`)
    // Engines read February 30 as March 1. Written back, such a day is another one.
    const asUtc = new Date(`${local}Z`)
    if (!Number.isNaN(time.getTime() + asUtc.getTime()) && asUtc.toISOString().startsWith(local)) return time
  }
  throw new UsageError(`A timestamp ${rule} and name a time that exists, not ${JSON.stringify(text)}.`)
}
