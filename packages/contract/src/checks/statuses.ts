import type { Context } from '../run/context.ts'
import { expectStatus, expectThat } from '../run/exchange.ts'
import type { Check } from './check.ts'
import { PATH } from './pointers.ts'

/** Runs last: it looks at which statuses the others were answered with. */
export const statusCheck: Check = {
  name: 'every-status-driven',
  sentence:
    'Every status that the document lists was met, or the profile of the target says why it cannot be; what it says is true.',
  rule: { pointer: `${PATH}/get/responses` },
  async run(context) {
    const undriven = context.target.undriven[context.operation.operationId] ?? []
    for (const { status, ask } of undriven) {
      const sample = context.request()
      if (!ask) continue
      const exchange = await context.send(ask(sample), status)
      expectStatus(exchange, status, 'a fault that was asked for')
    }
    await expectAllMet(context)
  },
}

async function expectAllMet(context: Context): Promise<void> {
  const undriven = new Set((context.target.undriven[context.operation.operationId] ?? []).map(({ status }) => status))
  const last = await context.get()
  for (const status of Object.keys(context.operation.responses).map(Number)) {
    const isMet = context.statuses.has(status)
    expectThat(
      isMet || undriven.has(status),
      last,
      () => `no request was answered with ${status}, and no reason is given`,
    )
    expectThat(
      !isMet || !undriven.has(status),
      last,
      () => `${status} was met, although the profile says that it cannot be`,
    )
  }
}
