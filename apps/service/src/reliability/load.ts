import { vi } from 'vitest'
import type { WireResponse } from '../testing/response-problems.ts'

/** The status of an answer, or what went wrong instead, and how long it took in milliseconds. */
export type Outcome = { status: number | string; ms: number }

/** Callers who ask again as soon as they have an answer. */
export type Load = {
  outcomes: Outcome[]
  /** The latest outcome of each caller. */
  latest: Outcome[]
  /** Resolves when this is so; the wait is bounded. */
  until(enough: () => boolean): Promise<void>
  /** Resolves with the outcomes of so many milliseconds. */
  during(milliseconds: number): Promise<Outcome[]>
  /** Resolves with the outcomes of this many further answers. */
  next(count: number): Promise<Outcome[]>
  stop(): Promise<void>
}

const LONGEST_WAIT_MS = 45_000

/** Starts so many callers. `ask` rejects when an answer is not what it must be. */
export function startLoad(callers: number, ask: (caller: number) => Promise<WireResponse>): Load {
  const outcomes: Outcome[] = []
  const latest: Outcome[] = []
  let stopped = false
  const call = async (_: unknown, caller: number) => {
    while (!stopped) {
      const start = performance.now()
      const status = await ask(caller).then(
        (answer) => answer.status,
        (error: Error) => `${error.message} ${error.cause ?? ''}`,
      )
      latest[caller] = { status, ms: performance.now() - start }
      outcomes.push(latest[caller])
    }
  }
  const running = Promise.all(Array.from({ length: callers }, call))
  const until = (enough: () => boolean, timeout = LONGEST_WAIT_MS) =>
    vi.waitUntil(enough, { timeout, interval: 20 }).then(() => {})
  return {
    outcomes,
    latest,
    until,
    async during(milliseconds) {
      const [from, end] = [outcomes.length, performance.now() + milliseconds]
      await until(() => performance.now() >= end, 2 * milliseconds)
      return outcomes.slice(from)
    },
    async next(count) {
      const from = outcomes.length
      await until(() => outcomes.length >= from + count)
      return outcomes.slice(from)
    },
    async stop() {
      stopped = true
      await running
    },
  }
}

/** Which statuses there are. */
export function statusesOf(outcomes: Outcome[]): Outcome['status'][] {
  return [...new Set(outcomes.map(({ status }) => status))].sort()
}

/** The time in milliseconds that all but this share of the outcomes took at most; 0 for the longest. */
export function quantile(outcomes: Outcome[], butShare: number): number {
  const times = outcomes.map(({ ms }) => ms).sort((one, other) => one - other)
  return times[Math.ceil(times.length * (1 - butShare)) - 1] ?? Number.NaN
}
