import { byOrder, listOf } from '../model/list.ts'
import type { Task } from '../model/task.ts'
import type { Context } from '../run/context.ts'
import { Contradiction, expectThat } from '../run/exchange.ts'
import type { Check } from './check.ts'
import { eachQuery, equal, maxLimit, PAGED } from './each-query.ts'
import { parameterPointer } from './pointers.ts'

export const pageChecks: Check[] = [
  {
    name: 'page-size',
    sentence: 'A page holds as many tasks as limit says or are left, and as its default says when it is not given.',
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
      const tasks = await context.tasks(2)
      // Several pages of a short list, and those of the longest page.
      for (const limit of [Math.min(7, Math.ceil(tasks.length / 3)), maxLimit(context)]) {
        await context.whileUnchanged(() => expectPartition(context, limit))
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
        const isOrdered = page.tasks.every((task, at) => at === 0 || byOrder(page.tasks[at - 1] as Task, task) < 0)
        if (!isOrdered) throw new Contradiction(exchange, 'the page is out of order')
        expectThat(
          equal(ids, expected),
          exchange,
          () => `expected the tasks ${expected?.slice(0, 3)}…, got ${ids?.slice(0, 3)}…`,
        )
      }),
  },
  {
    name: 'past-the-end',
    sentence: 'A page at or past the end is 200 with no tasks, and total_count and actions as on the first.',
    rule: { behaviour: '`offset` at or past the end' },
    run: (context) => context.whileUnchanged(() => expectNothingPastTheEnd(context)),
  },
]

async function expectPartition(context: Context, limit: number): Promise<void> {
  const tasks = await context.tasks()
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

async function expectNothingPastTheEnd(context: Context): Promise<void> {
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
}
