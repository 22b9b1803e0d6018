import { linkOf } from '../rules/document.ts'
import type { Report, Result } from '../run/report.ts'
import { summaryOf } from './outcomes.ts'

/** What a person reads at the end: the violations whole, everything else in a line. */
export function terminalReport(report: Report): string {
  const failed = report.results.filter(({ outcome }) => outcome === 'failed')
  const undriven = report.undriven.map(({ operationId, status, reason }) => `  ${operationId} ${status}: ${reason}`)
  return [
    ...failed.map(violation),
    ...notChecked(report.results),
    ...(undriven.length > 0 ? ['Statuses that no request leads to:', ...undriven, ''] : []),
    summaryOf(report),
  ].join('\n')
}

/** One reason often holds for many checks. */
function notChecked(results: Result[]): string[] {
  const names = new Map<string, string[]>()
  for (const { name, reason } of results) if (reason) names.set(reason, [...(names.get(reason) ?? []), name])
  if (names.size === 0) return []
  return ['Not checked:', ...[...names].map(([reason, checks]) => `  ${checks.join(', ')}: ${reason}`), '']
}

function violation({ name, sentence, rule, finding }: Result): string {
  const { message = '', curl, bytes, again } = finding ?? {}
  return [
    `✗ ${name}: ${sentence}`,
    `  found   ${message}`,
    `  rule    ${linkOf(rule)}`,
    ...(curl ? [`  try     ${curl}`] : []),
    ...(bytes ? [`  bytes   ${JSON.stringify(bytes.slice(0, 200))}`] : []),
    ...(again ? [`  again   ${again}`] : []),
    '',
  ].join('\n')
}
