import type { Report, Result } from '../run/report.ts'

/** Every outcome, and what a report calls it. */
const WORDS: Record<Result['outcome'], string> = {
  passed: 'passed',
  failed: 'failed',
  differs: 'differ as listed',
  skipped: 'skipped',
  'not applicable': 'not applicable',
}

/** The one-line verdict of a run. */
export function summaryOf({ target, results, requests, seed }: Report): string {
  const counts = Object.entries(WORDS).flatMap(([outcome, word]) => {
    const count = results.filter((one) => one.outcome === outcome).length
    return count > 0 || outcome === 'failed' ? [`${count} ${word}`] : []
  })
  return `${target}: ${counts.join(', ')}; ${requests} requests, seed ${seed}`
}
