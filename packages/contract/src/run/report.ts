import type { Rule } from '../rules/document.ts'

/** How a server broke a rule. */
export type Finding = {
  message: string
  /** A command that shows it; undefined for bytes that curl cannot send. */
  curl?: string | undefined
  bytes?: string | undefined
  /** `CHECK:SEED:PATH`, for `--replay`. */
  replay?: string
  /** The smallest case, as the arbitrary made it: to be kept as a regression. */
  counterexample?: unknown
}

export type Result = {
  name: string
  sentence: string
  rule: Rule
  outcome: 'passed' | 'failed' | 'skipped' | 'not applicable'
  /** Why it was skipped or does not apply. */
  reason?: string
  finding?: Finding
  /** Those that it sent, or for observers those that it saw. */
  requests: number
}

/** What a run found. */
export type Report = {
  target: string
  url: string
  seed: number
  requests: number
  results: Result[]
  /** How many cases each rule had, by `PARAMETER RULE`. */
  cases: Record<string, number>
  undriven: { operationId: string; status: number; reason: string; asked: boolean }[]
}

/** The names of the checks that a target failed. */
export function failuresOf({ results }: Report): string[] {
  return results.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name)
}
