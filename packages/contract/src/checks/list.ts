import fc from 'fast-check'
import { validQuery } from '../arbitraries/valid.ts'
import { judgeQuery } from '../judge/query.ts'
import { actionsOf, byOrder, listOf, matching } from '../model/list.ts'
import { createdOf, instantOf, type Task } from '../model/task.ts'
import { expectThat } from '../run/exchange.ts'
import type { Check } from './check.ts'
import { eachQuery, equal, FILTERS, type Judge, maxLimit, sameTask, singleFilters, withLimit } from './each-query.ts'
import { PATH, parameterPointer } from './pointers.ts'

// Pages of long lists show more than those of lists that few tasks match.
const PAGED = ['offset', 'limit', 'status']

export const listChecks: Check[] = [
  {
    name: 'filters-sound-and-complete',
    sentence: 'A filtered list has every task that matches and no other, each with all its members.',
    rule: { behaviour: '`id`, `instance_id`, `order_id`, `name`' },
    async run(context) {
      const judge: Judge = async (query, tasks, values) => {
        const { exchange, page } = await context.page(withLimit(context, query))
        const expected = matching(tasks, values)
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
      for (const query of await singleFilters(context)) {
        await judge(query, await context.tasks(), judgeQuery(context.operation, query).values)
      }
      await eachQuery(context, FILTERS, judge)
    },
  },
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
    name: 'page-size',
    sentence: 'A page holds as many tasks as limit says or are left, and ten when nothing is said.',
    rule: { pointer: parameterPointer('limit') },
    run: (context) =>
      eachQuery(context, ['offset', 'limit'], async (query, tasks, values) => {
        const { exchange, page } = await context.page(query)
        const expected = listOf(context.operation, tasks, values).tasks.length
        expectThat(
          page.tasks.length === expected,
          exchange,
          () => `expected ${expected} tasks on the page, got ${page.tasks.length}`,
        )
      }),
  },
  {
    name: 'pages-partition-the-list',
    sentence: 'The pages of a list, put together, have each of its tasks once.',
    rule: { pointer: parameterPointer('offset') },
    async run(context) {
      const tasks = await context.tasks()
      for (const limit of [7, maxLimit(context)]) {
        const walked = await context.walk('', limit)
        const ids = new Set(walked.map(({ id }) => id))
        const { exchange } = await context.page(`limit=${limit}&offset=${limit}`)
        expectThat(ids.size === walked.length, exchange, () => `with limit=${limit}, pages have the same task twice`)
        expectThat(
          tasks.every(({ id }) => ids.has(id)) && ids.size === tasks.length,
          exchange,
          () => `with limit=${limit}, pages have ${ids.size} of ${tasks.length} tasks`,
        )
      }
    },
  },
  {
    name: 'order-and-ties',
    sentence: 'Tasks come latest create_time first, equal times by ascending id, within and across pages.',
    rule: { behaviour: 'Order of tasks' },
    run: (context) =>
      eachQuery(context, PAGED, async (query, tasks, values) => {
        const { exchange, page } = await context.page(query)
        const [ids, expected] = [page, listOf(context.operation, tasks, values)].map((one) =>
          one.tasks.map(({ id }) => id),
        )
        expectThat(
          page.tasks.every((task, at) => at === 0 || byOrder(page.tasks[at - 1] as Task, task) < 0),
          exchange,
          () => 'the page is out of order',
        )
        expectThat(
          equal(ids, expected),
          exchange,
          () => `expected the tasks ${expected?.slice(0, 3)}…, got ${ids?.slice(0, 3)}…`,
        )
      }),
  },
  {
    name: 'window-boundaries',
    sentence: 'A task is in a window that begins or ends at its create_time, and not in one a millisecond further.',
    rule: { behaviour: 'What the window compares' },
    async run(context) {
      const tasks = await context.tasks()
      if (tasks.length === 0) return
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
        for (const [window, isIn] of windows) {
          const { exchange, page } = await context.page(`${filter}&${window}`)
          expectThat(
            page.total_count === Number(isIn),
            exchange,
            () => `a task of ${at} is ${isIn ? 'not ' : ''}in the window ${window}`,
          )
        }
      })
    },
  },
  {
    name: 'past-the-end',
    sentence: 'A page at or past the end is 200 with no tasks, and total_count and actions as on the first.',
    rule: { behaviour: '`offset` at or past the end' },
    async run(context) {
      const { page: first } = await context.page('limit=1')
      for (const offset of [first.total_count, first.total_count + 1, 1_000_000, 2 ** 31 - 1]) {
        const { exchange, page } = await context.page(`offset=${offset}`)
        const isSame = page.total_count === first.total_count && equal(page.actions, first.actions)
        expectThat(
          page.tasks.length === 0 && isSame,
          exchange,
          () =>
            `offset=${offset} of ${first.total_count}: ${page.tasks.length} tasks, total_count ${page.total_count}, ${page.actions.length} actions`,
        )
      }
    },
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
        const [one, two] = [await context.get({ query }), await context.get({ query })]
        expectThat(
          one.response.status === two.response.status && one.response.body === two.response.body,
          two,
          () => 'the same request got another answer',
        )
      })
    },
  },
]
