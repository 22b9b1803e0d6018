import { createdOf } from '../model/task.ts'
import { CORRECT } from './behaviour.ts'
import { answering, asking, defaultLimit, type Mutant, mutant, pagesOf, shifted } from './change.ts'

let turn = 0

/** Faults of pages: their size, their order, where they begin. */
export const pages: Mutant[] = [
  mutant('limit is off by one', 'page-size', shifted('limit', 1)),
  mutant('offset is off by one', 'order-and-ties', shifted('offset', 1)),
  mutant(
    'offset counts pages',
    'order-and-ties',
    asking((values) => values.set('offset', String(Number(values.get('offset') ?? 0) * defaultLimit(values)))),
  ),
  mutant(
    'the default limit is another',
    'page-size',
    asking((values) => (values.has('limit') ? values : values.set('limit', String(2 * defaultLimit(values))))),
  ),
  mutant('ties come in another order each time', 'idempotent', {
    list(tasks, values) {
      turn += 1
      const page = CORRECT.list(tasks, values)
      return turn % 2
        ? page
        : {
            ...page,
            tasks: page.tasks.toSorted(
              (one, other) => createdOf(other) - createdOf(one) || (one.id < other.id ? 1 : -1),
            ),
          }
    },
  }),
  mutant(
    'oldest come first',
    'order-and-ties',
    answering(({ tasks }) => ({ tasks: tasks.toReversed() })),
  ),
  mutant('times are compared as text', 'order-and-ties', {
    list(tasks, values) {
      const whole = CORRECT.list(tasks, new Map([...values, ['offset', '0'], ['limit', '1000']]))
      const sorted = whole.tasks.toSorted((one, other) => (one.create_time < other.create_time ? 1 : -1))
      const offset = Number(values.get('offset') ?? 0)
      return { ...whole, tasks: sorted.slice(offset, offset + defaultLimit(values)) }
    },
  }),
  mutant(
    'each page repeats the last task of the one before',
    'pages-partition-the-list',
    asking((values) => (pagesOf(values) > 0 ? values.set('offset', String(Number(values.get('offset')) - 1)) : values)),
  ),
  mutant('404 past the end', 'past-the-end', {
    async respond(self, request) {
      const response = await CORRECT.respond(self, request)
      const isEmpty =
        response.status === 200 &&
        JSON.parse(response.body).tasks.length === 0 &&
        request.rawQuery.startsWith('offset=')
      return isEmpty ? self.error('unknown-path', 'en-us') : response
    },
  }),
]
