import type { Task } from '@rds-tasklist/client'

export type { Task } from '@rds-tasklist/client'

/** The milliseconds of `create_time`. The document's form is not RFC 3339: its offset has no colon. */
export function createdOf({ create_time }: Task): number {
  return instantOf(create_time)
}

/** The milliseconds of a time as the document writes it; NaN when it names none, such as the 31st of February. */
export function instantOf(text: string): number {
  const instant = Date.parse(text.replace(/(\d\d)$/, ':$1'))
  const [, date = '', sign = '', hours = 0, minutes = 0] = /^(.{19})([+-])(\d\d)(\d\d)$/.exec(text) ?? []
  const ahead = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000)
  // Date.parse rolls some dates over; written out again, they are other ones.
  return Number.isNaN(instant) || new Date(instant + ahead).toISOString().slice(0, 19) !== date ? Number.NaN : instant
}

/** A time as the document writes it, in the zone that is this many minutes ahead of UTC. */
export function timeText(instant: number, aheadMinutes = 0): string {
  const local = new Date(instant + aheadMinutes * 60_000).toISOString().slice(0, 19)
  const digits = (part: number) => String(Math.floor(part)).padStart(2, '0')
  const ahead = Math.abs(aheadMinutes)
  return `${local}${aheadMinutes < 0 ? '-' : '+'}${digits(ahead / 60)}${digits(ahead % 60)}`
}
