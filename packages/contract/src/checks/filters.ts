import fc from 'fast-check'
import { matching } from '../model/list.ts'
import { createdOf } from '../model/task.ts'
import { expectThat } from '../run/exchange.ts'
import type { Check } from './check.ts'
import {
  eachQuery,
  filtersOf,
  type Judge,
  judgeOne,
  maxLimit,
  sameTask,
  singleFilters,
  withLimit,
} from './each-query.ts'

export const filterChecks: Check[] = [
  {
    name: 'filters-sound-and-complete',
    sentence: 'A filtered list has every task that matches to the letter and no other, each with all its members.',
    rule: { behaviour: '`id`, `instance_id`, `order_id`, `name`' },
    async run(context) {
      const judge: Judge = async (query, all, values) => {
        const { exchange, page } = await context.page(withLimit(context, query))
        const expected = matching(all, values)
        const isComplete = page.tasks.length === Math.min(expected.length, maxLimit(context))
        const isSound = page.tasks.every((task) => expected.some((other) => sameTask(task, other)))
        expectThat(
          isSound,
          exchange,
          () => `a task is listed that does not match "${query}", or another one than was put in`,
        )
        expectThat(
          isComplete,
          exchange,
          () => `${page.tasks.length} of ${expected.length} tasks are listed for "${query}"`,
        )
      }
      const tasks = await context.tasks(1)
      for (const query of singleFilters(context, tasks)) await judgeOne(context, query, judge)
      await eachQuery(context, filtersOf(context), judge)
    },
  },
  {
    name: 'window-boundaries',
    sentence: 'A task is in a window that begins or ends at its create_time, and not in one a millisecond further.',
    rule: { behaviour: 'What the window compares' },
    async run(context) {
      const tasks = await context.tasks(1)
      await context.property(fc.constantFrom(...tasks), async (task) => {
        const at = createdOf(task)
        const filter = `id=${encodeURIComponent(task.id)}`
        const windows: [string, boolean][] = [
          [`start_time=${at}&end_time=${at}`, true],
          [`end_time=${at}`, true],
          [`end_time=${at - 1}`, false],
          [`start_time=${at + 1}&end_time=${at + 1}`, false],
          [`start_time=${at}&end_time=${at + 1}`, true],
        ]
        const judge = (window: string, isIn: boolean) => async () => {
          const { exchange, page } = await context.page(`${filter}&${window}`)
          expectThat(
            page.total_count === Number(isIn),
            exchange,
            () => `a task of ${at} is ${isIn ? 'not ' : ''}in the window ${window}`,
          )
        }
        for (const [window, isIn] of windows) await context.whileUnchanged(judge(window, isIn))
      })
    },
  },
]
