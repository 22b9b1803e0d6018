import { assertNumber, assertSignal } from '../checks.ts'
import { assertKnownNames } from '../known-names.ts'
import type { ListQuery } from '../query.ts'

/** How a task is waited for. Times are milliseconds. */
export type WaitOptions = {
  /** Ends the waiting. */
  signal?: AbortSignal | undefined
  /** How long to wait in all. The last poll is sent then, and gets a second. Left out: 1 800 000, half an hour. */
  deadline?: number | undefined
  /** How long a task may be invisible: a new one shows only after some seconds. Left out: 15 000. */
  grace?: number | undefined
  /** The pause between two polls, at least 1. Left out, it follows the progress: 2 s to 30 s. */
  interval?: number | undefined
}

/** How several tasks are waited for. */
export type WaitAllOptions = WaitOptions & {
  /** Filters that all the tasks pass to their end, an `instance_id` for example: fewer pages to search. */
  query?: (ListQuery & { [Name in 'offset' | 'limit' | 'id' | 'status']?: undefined }) | undefined
}

const TIMES = { deadline: 1_800_000, grace: 15_000, interval: undefined }

/** The options with their defaults. */
export type ResolvedWaitOptions = {
  signal: AbortSignal | undefined
  deadline: number
  grace: number
  interval: number | undefined
}

/** @throws {@link UsageError} */
export function resolveWaitOptions(options: WaitAllOptions, known: readonly string[] = []): ResolvedWaitOptions {
  assertKnownNames('wait option', options, ['signal', ...known, ...Object.keys(TIMES)])
  const { signal, deadline = TIMES.deadline, grace = TIMES.grace, interval } = options
  for (const [name, value] of Object.entries({ deadline, grace })) assertNumber(name, value, 0)
  assertNumber('interval', interval ?? 1, 1)
  assertSignal(options)
  return { signal, deadline, grace, interval }
}
