import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { UsageError } from '@rds-tasklist/service/usage-error'

/** How long an answer waits: any time in between, each as likely. Milliseconds, both inclusive. */
export type Delay = { min: number; max: number }

const MAX_DELAY_MS = 60_000

/**
 * Reads `MS` or `MIN-MAX`.
 *
 * @throws UsageError for anything else.
 */
export function readDelay(text: string): Delay {
  const [, min, max = min] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? []
  const delay = { min: Number(min), max: Number(max) }
  if (delay.min <= delay.max && delay.max <= MAX_DELAY_MS) return delay
  throw new UsageError(
    `"${text}" is no delay: write MS or MIN-MAX in whole milliseconds, at most ${MAX_DELAY_MS}, the smaller one first.`,
  )
}

/** Draws a delay from the range, in milliseconds. */
export function drawDelay({ min, max }: Delay, random: () => number): number {
  return min + Math.floor(random() * (max - min + 1))
}

/** Waits, but no longer than the caller does. Tells whether the caller is still there. */
export async function pause(milliseconds: number, response: ServerResponse): Promise<boolean> {
  if (milliseconds === 0) return true
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  return wait(milliseconds, true, { signal: gone.signal }).catch(() => false)
}
