import type { Check } from '../checks/check.ts'
import { checks, notApplicable, observers } from '../checks/index.ts'
import { linkOf } from '../rules/document.ts'
import type { Report, Result } from '../run/report.ts'
import { COVERAGE } from '../run/run-suite.ts'

/** What a target did at a check; `reason` says why it was not `passed`. */
export type Outcome = { outcome: Result['outcome']; reason?: string }

/** The table of checks and targets as `CONFORMANCE.json` holds it. */
export type Conformance = {
  /** The day of the run, as `yyyy-mm-dd`. */
  date: string
  seed: number
  targets: { name: string; requests: number }[]
  /** Sorted by name; `outcomes` are by the name of the target. */
  checks: { name: string; sentence: string; rule: string; outcomes: Record<string, Outcome> }[]
}

/** Every check of the suite, sorted by name. */
export function allChecks(): Pick<Check, 'name' | 'sentence' | 'rule'>[] {
  const all = [...observers, ...checks, COVERAGE, ...notApplicable]
  return all.sort((one, other) => (one.name < other.name ? -1 : 1))
}

/** Puts runs of several targets with the same seed together. */
export function conformanceOf(reports: Report[], seed: number, date: string): Conformance {
  return {
    date,
    seed,
    targets: reports.map(({ target, requests }) => ({ name: target, requests })),
    checks: allChecks().map(({ name, sentence, rule }) => ({
      name,
      sentence,
      rule: linkOf(rule),
      outcomes: Object.fromEntries(reports.map((report) => [report.target, outcomeOf(name, report)])),
    })),
  }
}

function outcomeOf(name: string, { target, results }: Report): Outcome {
  const result = results.find((one) => one.name === name)
  if (!result) throw new Error(`${target} was not judged by ${name}`)
  const { outcome, reason = result.finding?.message } = result
  return { outcome, ...(reason !== undefined && { reason }) }
}
