import { parseProgress } from '../progress.ts'
import type { Task } from '../schema.gen.ts'

const SHORTEST = 2000
const LONGEST = 30_000

/** Where a task was at a moment, in percent and milliseconds. */
type Sighting = { percent: number; at: number }

/** Says how long to pause before the next poll, in milliseconds. */
export type Interval = (task: Task | undefined, now: number) => number

/**
 * A quarter of the time that the task still needs by its progress so far, but at least 2 s and at most 30 s. Without progress the
 * pause grows by a half each time.
 */
export function adaptiveInterval(): Interval {
  let first: Sighting | undefined
  let pause = SHORTEST / 1.5
  return (task, now) => {
    const percent = progressOf(task)
    pause = Math.min(LONGEST, pause * 1.5)
    if (percent === undefined) return pause
    if (first === undefined || percent < first.percent) first = { percent, at: now }
    if (percent === first.percent) return pause
    const remaining = ((100 - percent) * (now - first.at)) / (percent - first.percent)
    pause = Math.max(SHORTEST, Math.min(LONGEST, remaining / 4))
    return pause
  }
}

// A progress in an unknown form says nothing about the pace, and is no reason to stop waiting.
function progressOf(task: Task | undefined): number | undefined {
  try {
    return parseProgress(task?.process)
  } catch {
    return undefined
  }
}
