import { validQuery } from '../arbitraries/valid.ts'
import { actionsOf, listOf, matching } from '../model/list.ts'
import { instantOf } from '../model/task.ts'
import { expectThat } from '../run/exchange.ts'
import type { Check } from './check.ts'
import { eachQuery, equal, PAGED, withLimit } from './each-query.ts'
import { PATH } from './pointers.ts'

export const listChecks: Check[] = [
  {
    name: 'total-count',
    sentence: 'total_count is the number of all tasks that match, whatever the page.',
    rule: { behaviour: '`total_count` and `actions`' },
    run: (context) =>
      eachQuery(context, undefined, async (query, tasks, values) => {
        const { exchange, page } = await context.page(query)
        const { total_count } = listOf(context.operation, tasks, values)
        expectThat(
          page.total_count === total_count,
          exchange,
          () => `expected total_count ${total_count}, got ${page.total_count}`,
        )
      }),
  },
  {
    name: 'actions',
    sentence: 'actions holds the names of all tasks that match, whatever the page, each once and sorted.',
    rule: { behaviour: '`total_count` and `actions`' },
    run: (context) =>
      eachQuery(context, PAGED, async (query, tasks, values) => {
        const { exchange, page } = await context.page(query)
        const expected = actionsOf(matching(tasks, values))
        expectThat(
          equal(page.actions, expected),
          exchange,
          () => `expected ${JSON.stringify(expected)}, got ${JSON.stringify(page.actions)}`,
        )
      }),
  },
  {
    name: 'process-and-times',
    sentence: 'process is a number as text while a task runs and empty at its end; times name real times.',
    rule: { behaviour: '`process`' },
    async run(context) {
      const { exchange, page } = await context.page(withLimit(context, ''))
      for (const task of page.tasks) {
        const { process, status } = task
        const isNumber = process === undefined || /^(\d{1,2}|100)$/.test(process)
        expectThat(
          status === 'Running' ? isNumber : (process ?? '') === '',
          exchange,
          () => `process is ${JSON.stringify(process)} while the task is ${status}`,
        )
        const times = [task.create_time, task.end_time]
        expectThat(
          times.every((text) => !Number.isNaN(instantOf(text))),
          exchange,
          () => `${times.join(' or ')} names no time`,
        )
      }
    },
  },
  {
    name: 'idempotent',
    sentence: 'The same request gets the same page again, as long as nothing changes.',
    rule: { pointer: `${PATH}/get` },
    async run(context) {
      await context.property(validQuery(context.operation, await context.examples()), async (query) => {
        await context.whileUnchanged(async () => {
          const [one, two] = [await context.get({ query }), await context.get({ query })]
          expectThat(
            one.response.status === two.response.status && one.response.body === two.response.body,
            two,
            () => 'the same request got another answer',
          )
        })
      })
    },
  },
]
