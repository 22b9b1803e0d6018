import { linkOf } from '../rules/document.ts'
import type { Report, Result } from '../run/report.ts'
import { summaryOf } from './outcomes.ts'

/** What a person reads at the end: the violations whole, everything else in a line. */
export function terminalReport(report: Report): string {
  const failed = report.results.filter(({ outcome }) => outcome === 'failed')
  const undriven = report.undriven.map(({ operationId, status, reason }) => `  ${operationId} ${status}: ${reason}`)
  return [
    ...together(failed).map(violation),
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

/** Results that have one cause: the same failure of the server, or the same request. Broken HTTP, of least interest, comes last. */
function together(failed: Result[]): Result[][] {
  const groups = new Map<string, Result[]>()
  for (const result of failed) {
    const { failure, curl, bytes } = result.finding ?? {}
    const cause = failure ?? curl ?? bytes ?? result.name
    groups.set(cause, [...(groups.get(cause) ?? []), result])
  }
  const isRaw = ([result]: Result[]) => result?.finding?.bytes !== undefined
  return [...groups.values()].sort((one, other) => Number(isRaw(one)) - Number(isRaw(other)))
}

/** Observers come first: of a failure they have the shortest request, and of any other fault the check that sent it says more. */
function violation(results: Result[]): string {
  const shown = results.at(results[0]?.finding?.failure === undefined ? -1 : 0) as Result
  const { name, sentence, rule, finding } = shown
  const { message = '', curl, bytes, again } = finding ?? {}
  const others = results.filter((one) => one !== shown).map((one) => one.name)
  return [
    `✗ ${name}: ${sentence}`,
    `  found   ${message}`,
    ...(others.length > 0 ? [`  also    ${others.join(', ')}`] : []),
    `  rule    ${linkOf(rule)}`,
    ...(curl ? [`  try     ${curl}`] : []),
    ...(bytes ? [`  bytes   ${JSON.stringify(bytes.slice(0, 200))}`] : []),
    ...(again ? [`  again   ${again}`] : []),
    '',
  ].join('\n')
}
