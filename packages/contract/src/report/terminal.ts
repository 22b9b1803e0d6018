import { linkOf } from '../rules/document.ts'
import type { Report, Result } from '../run/report.ts'
import { summaryOf } from './outcomes.ts'

/** What a person reads at the end: the violations whole, everything else in a line. */
export function terminalReport(report: Report): string {
  const failed = report.results.filter(({ outcome }) => outcome === 'failed')
  const left = report.results.filter(({ outcome }) => outcome === 'skipped' || outcome === 'not applicable')
  const undriven = report.undriven.map(({ operationId, status, reason }) => `  ${operationId} ${status}: ${reason}`)
  return [
    ...failed.map(violation),
    ...(left.length > 0 ? ['Not checked:', ...left.map(({ name, reason }) => `  ${name}: ${reason}`), ''] : []),
    ...(undriven.length > 0 ? ['Statuses that no request leads to:', ...undriven, ''] : []),
    summaryOf(report),
  ].join('\n')
}

function violation({ name, sentence, rule, finding }: Result): string {
  const { message = '', curl, bytes, replay } = finding ?? {}
  return [
    `✗ ${name}: ${sentence}`,
    `  found   ${message}`,
    `  rule    ${linkOf(rule)}`,
    ...(curl ? [`  try     ${curl}`] : []),
    ...(bytes ? [`  bytes   ${JSON.stringify(bytes.slice(0, 200))}`] : []),
    ...(replay ? [`  again   --replay '${replay}'`] : []),
    '',
  ].join('\n')
}

/** One line while the run goes on. */
export function progressLine({ name, outcome, requests }: Result, done: number, of: number): string {
  const mark = { passed: '✓', failed: '✗', skipped: '–', 'not applicable': '–' }[outcome]
  return `[${String(done).padStart(String(of).length)}/${of}] ${mark} ${name} (${requests})`
}
