import type { Report, Result } from '../run/report.ts'

/** The one-line verdict of a run. */
export function summaryOf({ target, results, requests, seed }: Report): string {
  const count = (outcome: Result['outcome']) => results.filter((one) => one.outcome === outcome).length
  const counts = `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped, ${count('not applicable')} not applicable`
  return `${target}: ${counts}; ${requests} requests, seed ${seed}`
}
