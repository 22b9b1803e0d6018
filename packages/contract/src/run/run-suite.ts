import type { Check } from '../checks/check.ts'
import { checks as allChecks, notApplicable } from '../checks/index.ts'
import { rulesToTry } from '../rules/coverage.ts'
import { listOperation } from '../rules/document.ts'
import type { Target } from '../targets/target.ts'
import { CannotJudge, Context, type ContextOptions } from './context.ts'
import { Violation } from './exchange.ts'
import { findingOf } from './finding.ts'
import type { PropertySettings } from './property.ts'
import type { Report, Result } from './report.ts'
import { BudgetSpent, type Manners, Sender, ServerLost } from './sender.ts'
import { Watch } from './watch.ts'

export type RunOptions = PropertySettings & {
  manners: Manners
  /** The only checks to run; all unless told otherwise. */
  only?: string[] | undefined
  /** Told of each check as it begins. */
  onCheck?: (name: string, number: number, of: number) => void
  /** Told of each request as it is sent. */
  onRequest?: (number: number) => void
}

/**
 * Judges a target by every check.
 *
 * @throws Unreachable when the server cannot be asked at all.
 */
export async function runSuite(target: Target, options: RunOptions): Promise<Report> {
  const sender = new Sender(target.url, options.manners, options.onRequest)
  const watch = new Watch(target, options.seed)
  const shared = { requestIds: new Set<string>(), statuses: new Set<number>() }
  const base = { target, operation: listOperation(), sender, cases: new Map<string, number>(), shared }
  const contextOf = (check: string): Context => {
    const observe: ContextOptions['observe'] = (exchange) => watch.observe(exchange, context)
    const context = new Context({ ...base, check, settings: options, observe })
    return context
  }
  const results: Result[] = []
  const wanted = wantedChecks(options)
  for (const [index, check] of wanted.entries()) {
    options.onCheck?.(check.name, index + 1, wanted.length)
    const before = sender.sent
    const result = await runCheck(check, contextOf(check.name), options.seed)
    results.push({ ...result, requests: sender.sent - before })
  }
  const isWhole = wanted.length === allChecks.length
  return {
    target: target.name,
    url: target.url,
    seed: options.seed,
    requests: sender.sent,
    isCutShort: sender.isSpent,
    results: [
      ...watch.results(),
      ...results,
      ...(isWhole ? [coverage(base, sender.lost), ...notApplicableResults()] : []),
    ],
    cases: Object.fromEntries([...base.cases].sort()),
    undriven: isWhole ? undrivenOf(target) : [],
  }
}

function wantedChecks({ only, replay }: RunOptions): Check[] {
  const names = replay ? [replay.property.split('/')[0]] : only
  return allChecks.filter(({ name }) => names?.includes(name) ?? true)
}

async function runCheck(check: Check, context: Context, seed: number): Promise<Omit<Result, 'requests'>> {
  const reason = check.skip?.(context.target)
  if (reason !== undefined) return { ...described(check), outcome: 'skipped', reason }
  try {
    await check.run(context)
    return { ...described(check), outcome: 'passed' }
  } catch (error) {
    if (!(error instanceof Violation)) return { ...described(check), outcome: 'skipped', reason: reasonOf(error) }
    const finding = findingOf(context.target, error, `--only ${check.name} --seed ${seed}`)
    return { ...described(check), outcome: 'failed', finding }
  }
}

/** @throws whatever is no reason but a fault of the suite or a server that cannot be reached. */
function reasonOf(error: unknown): string {
  if (error instanceof BudgetSpent || error instanceof CannotJudge || error instanceof ServerLost) return error.message
  throw error
}

function described({ name, sentence, rule }: Pick<Check, 'name' | 'sentence' | 'rule'>) {
  return { name, sentence, rule }
}

function notApplicableResults(): Result[] {
  return notApplicable.map((one) => ({
    ...described(one),
    outcome: 'not applicable',
    reason: one.reason,
    requests: 0,
  }))
}

function undrivenOf({ undriven }: Target): Report['undriven'] {
  return Object.entries(undriven).flatMap(([operationId, list]) =>
    list.map(({ status, reason, ask }) => ({ operationId, status, reason, asked: ask !== undefined })),
  )
}

export const COVERAGE = {
  name: 'every-rule-tried',
  sentence: 'Every rule of the document had at least one case.',
  rule: { pointer: '/x-request-rules' },
}

type Covered = Pick<ContextOptions, 'operation' | 'cases' | 'target'>

function coverage({ operation, cases, target }: Covered, lost: string | undefined): Result {
  const missing = rulesToTry(operation).filter((rule) => !cases.has(rule))
  if (missing.length === 0) return { ...COVERAGE, outcome: 'passed', requests: 0 }
  if (lost !== undefined) return { ...COVERAGE, outcome: 'skipped', reason: lost, requests: 0 }
  const message = `no case on ${target.name} for ${missing.join(', ')}`
  return { ...COVERAGE, outcome: 'failed', requests: 0, finding: { message, again: '' } }
}
