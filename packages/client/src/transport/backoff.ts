import { clock } from '../clock.ts'

const FIRST_DELAY = 200
const LONGEST_DELAY = 5000
const BUDGET = 10
const REFUND = 0.1

/** Milliseconds before the next attempt: anything up to a limit that doubles (full jitter). `failures` starts at 1. */
export function backoff(failures: number): number {
  return clock.random() * Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (failures - 1))
}

/** Whether the answer may be another one a moment later. */
export function isTransient(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501)
}

/**
 * How many retries a client has left. Each takes one, each success gives a tenth back: when a service is down, all requests of
 * a client together do not multiply its load.
 */
export type RetryBudget = { left: number }

export function createBudget(): RetryBudget {
  return { left: BUDGET }
}

export function takeRetry(budget: RetryBudget): boolean {
  if (budget.left < 1) return false
  budget.left -= 1
  return true
}

export function refundRetry(budget: RetryBudget): void {
  budget.left = Math.min(BUDGET, budget.left + REFUND)
}
