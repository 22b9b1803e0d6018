import type { Rule } from '../rules/document.ts'
import type { Context } from '../run/context.ts'
import type { Exchange } from '../run/exchange.ts'
import type { Target } from '../targets/target.ts'

type Described = {
  /** kebab-case; what mutants, differences and `--replay` call it. */
  name: string
  /** What must be true, in one sentence. */
  sentence: string
  rule: Rule
}

/** Looks at every exchange of the run, whoever sent it. */
export type Observer = Described & { judge: (exchange: Exchange, context: Context) => string[] }

/** Sends requests of its own. */
export type Check = Described & {
  /** Why the check cannot be made against a target; undefined if it can. */
  skip?: (target: Target) => string | undefined
  /** @throws Violation when the server breaks the rule. */
  run: (context: Context) => Promise<void>
}

/** A check of other suites that has nothing to look at here. */
export type NotApplicable = Described & { reason: string }
