import type { Rule } from '../rules/document.ts'

/** How a server broke a rule. */
export type Finding = {
  message: string
  /** A command that shows it; undefined for bytes that curl cannot send. */
  curl?: string | undefined
  bytes?: string | undefined
  /** The answer, without IDs, if the server failed or gave none: findings with the same one have one cause. */
  failure?: string | undefined
  /** The flags with which the command finds it again. */
  again: string
  /** The smallest case, as the arbitrary made it, and the property that it breaks: to be kept as a regression. */
  counterexample?: { property: string; value: unknown }
}

export type Result = {
  name: string
  sentence: string
  rule: Rule
  /** `differs` is a failure that the list of differences explains. */
  outcome: 'passed' | 'failed' | 'differs' | 'skipped' | 'not applicable'
  /** Why it differs, was skipped or does not apply. */
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
  /** The requests ended before the checks did: what passed is no verdict on the whole. */
  isCutShort: boolean
  results: Result[]
  /** How many cases each rule had, by `PARAMETER RULE`. */
  cases: Record<string, number>
  undriven: { operationId: string; status: number; reason: string; asked: boolean }[]
}

/** The names of the checks that a target failed. */
export function failuresOf({ results }: Report): string[] {
  return results.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name)
}
