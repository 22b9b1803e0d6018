import { isUnreachable } from '../arbitraries/negative.ts'
import type { Check } from '../checks/check.ts'
import { checks as allChecks, notApplicable, observers } from '../checks/index.ts'
import { curlOf } from '../curl.ts'
import { listOperation } from '../rules/document.ts'
import type { Target } from '../targets/target.ts'
import { CannotJudge, Context, type ContextOptions, Counterexample } from './context.ts'
import { type Exchange, Violation } from './exchange.ts'
import type { Finding, Report, Result } from './report.ts'
import { BudgetSpent, type Manners, Sender } from './sender.ts'

export type RunOptions = {
  seed: number
  /** Random cases of each property. */
  runs: number
  manners: Manners
  /** The only check to run, and the path of its counterexample. */
  replay?: { check: string; path: string } | undefined
  /** The only checks to run; all unless told otherwise. */
  only?: string[] | undefined
  /** Counterexamples of earlier runs by check, tried first. */
  regressions?: Record<string, unknown[]>
  /** Told of each check as it ends. */
  onResult?: (result: Result, done: number, of: number) => void
}

/**
 * Judges a target by every check.
 *
 * @throws Unreachable when the server cannot be asked at all.
 */
export async function runSuite(target: Target, options: RunOptions): Promise<Report> {
  const operation = listOperation()
  const sender = new Sender(target.url, options.manners)
  const watch = new Watch(target)
  const shared = { requestIds: new Set<string>(), statuses: new Set<number>() }
  const base = { target, operation, sender, cases: new Map<string, number>(), shared }
  const contextFor = ({ name }: Check | { name: string }): Context => {
    const settings = {
      seed: options.seed,
      runs: options.runs,
      path: options.replay?.path,
      regressions: options.regressions?.[name] ?? [],
    }
    const context: Context = new Context({ ...base, settings, observe: (exchange) => watch.observe(exchange, context) })
    return context
  }
  const wanted = allChecks.filter(({ name }) =>
    options.replay ? name === options.replay.check : (options.only?.includes(name) ?? true),
  )
  const results: Result[] = []
  for (const check of wanted) {
    const before = sender.sent
    const result = { ...(await runCheck(check, contextFor(check))), requests: 0 }
    results.push({ ...result, requests: sender.sent - before })
    options.onResult?.(results.at(-1) as Result, results.length, wanted.length)
  }
  const isWhole = !options.replay && !options.only
  return {
    target: target.name,
    url: target.url,
    seed: options.seed,
    requests: sender.sent,
    results: [
      ...watch.results(),
      ...results,
      ...(isWhole ? [coverage(base)] : []),
      ...notApplicable.map((one) => ({
        ...described(one),
        outcome: 'not applicable' as const,
        reason: one.reason,
        requests: 0,
      })),
    ],
    cases: Object.fromEntries([...base.cases].sort()),
    undriven: Object.entries(target.undriven).flatMap(([operationId, list]) =>
      list.map(({ status, reason, ask }) => ({ operationId, status, reason, asked: ask !== undefined })),
    ),
  }
}

async function runCheck(check: Check, context: Context): Promise<Omit<Result, 'requests'>> {
  const reason = check.skip?.(context.target)
  if (reason !== undefined) return { ...described(check), outcome: 'skipped', reason }
  try {
    await check.run(context)
    return { ...described(check), outcome: 'passed' }
  } catch (error) {
    if (error instanceof BudgetSpent || error instanceof CannotJudge)
      return { ...described(check), outcome: 'skipped', reason: error.message }
    if (!(error instanceof Violation)) throw error
    return { ...described(check), outcome: 'failed', finding: findingOf(context.target, check.name, error) }
  }
}

function described({ name, sentence, rule }: Pick<Check, 'name' | 'sentence' | 'rule'>) {
  return { name, sentence, rule }
}

function findingOf({ url }: Target, check: string, violation: Violation): Finding {
  const { exchange, message } = violation
  const found = {
    message,
    curl: exchange.bytes === undefined ? curlOf(url, exchange.request) : undefined,
    bytes: exchange.bytes,
  }
  if (!(violation instanceof Counterexample)) return found
  return { ...found, replay: `${check}:${violation.replay}`, counterexample: violation.value }
}

/** Every rule of every parameter, and what `x-query-constraints` says of names and empty values, must have had a case. */
function coverage({ operation, cases, target }: Omit<ContextOptions, 'settings' | 'observe'>): Result {
  const rules = operation.parameters.flatMap((parameter) =>
    Object.keys(parameter['x-rule-messages'] ?? {})
      .filter((rule) => !isUnreachable(parameter, rule))
      .map((rule) => `${parameter.name} ${rule}`),
  )
  const constraints = ['emptyValue', 'unknownName'].map((member) => `x-query-constraints ${member}`)
  const missing = [...rules, ...constraints].filter((rule) => !cases.has(rule))
  const check = {
    name: 'every-rule-tried',
    sentence: 'Every rule of the document had at least one case.',
    rule: { pointer: '/x-request-rules' },
  }
  if (missing.length === 0) return { ...check, outcome: 'passed', requests: 0 }
  return {
    ...check,
    outcome: 'failed',
    requests: 0,
    finding: { message: `no case on ${target.name} for ${missing.join(', ')}` },
  }
}

/** Collects what the observers see; of each, the exchange with the shortest request. */
class Watch {
  readonly #target: Target
  readonly #found = new Map<string, { message: string; exchange: Exchange }>()
  #seen = 0

  constructor(target: Target) {
    this.#target = target
  }

  observe(exchange: Exchange, context: Context): void {
    this.#seen += 1
    context.statuses.add(exchange.asked === undefined ? exchange.response.status : 0)
    for (const { name, judge } of observers) {
      const [message] = judge(exchange, context)
      const known = this.#found.get(name)
      const isShorter = !known || exchange.request.target.length < known.exchange.request.target.length
      if (message !== undefined && isShorter) this.#found.set(name, { message, exchange })
    }
  }

  results(): Result[] {
    return observers.map((observer) => {
      const found = this.#found.get(observer.name)
      if (!found) return { ...described(observer), outcome: 'passed', requests: this.#seen }
      const violation = new Violation(found.exchange, found.message)
      return {
        ...described(observer),
        outcome: 'failed',
        requests: this.#seen,
        finding: findingOf(this.#target, observer.name, violation),
      }
    })
  }
}
