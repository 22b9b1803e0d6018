import { curlOf } from '../curl.ts'
import { withoutSecrets } from '../report/secrets.ts'
import { secretsOf, type Target } from '../targets/target.ts'
import { type Exchange, summary, type Violation } from './exchange.ts'
import { Counterexample } from './property.ts'
import type { Finding } from './report.ts'

/** What a person needs of a violation. `again` finds it once more, unless a path to the very case is known. */
export function findingOf(target: Target, violation: Violation, again: string): Finding {
  const { exchange, message } = violation
  const secrets = secretsOf(target)
  const found = {
    message: withoutSecrets(message, secrets),
    curl: exchange.bytes === undefined ? curlOf(target.url, exchange.request, secrets) : undefined,
    bytes: exchange.bytes,
    failure: failureOf(exchange),
    again,
  }
  if (!(violation instanceof Counterexample)) return found
  const { property, value, replay } = violation
  return { ...found, ...(replay && { again: `--replay '${replay}'` }), counterexample: { property, value } }
}

function failureOf(exchange: Exchange): string | undefined {
  const { status } = exchange.response
  const isFailure = exchange.bytes === undefined && (status === 0 || status >= 500)
  return isFailure ? summary(exchange).replace(/[\da-f-]{32,}/gi, '') : undefined
}
