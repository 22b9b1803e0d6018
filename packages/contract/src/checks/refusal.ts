import type { Verdict } from '../judge/query.ts'
import { INVALID_CODE, ruleMessage } from '../rules/document.ts'
import type { Context } from '../run/context.ts'
import { bodyOf, type Exchange, expectError, expectThat } from '../run/exchange.ts'

/** @throws Violation unless the answer is 400 with the code of a broken rule and the message of one that is broken. */
export function expectRefusal(exchange: Exchange, { operation }: Context, { broken }: Verdict, why: string): void {
  expectError(exchange, { status: 400, code: INVALID_CODE }, why)
  const messages = broken.map(({ parameter, rule }) => ruleMessage(operation, parameter, rule))
  const { error_msg = '' } = bodyOf(exchange) as { error_msg?: string }
  expectThat(
    messages.includes(error_msg),
    exchange,
    () => `${why}: expected "${messages.join('" or "')}", got "${error_msg}"`,
  )
}
