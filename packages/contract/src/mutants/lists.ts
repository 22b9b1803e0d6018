import { CORRECT } from './behaviour.ts'
import { answering, asking, likePattern, type Mutant, matchingBy, mutant, shifted, withTasks } from './change.ts'
import { KNOWN } from './known.ts'

/** Faults of what a list holds: filters, totals, actions, tasks. */
export const lists: Mutant[] = [
  mutant('the end of a window is exclusive', 'window-boundaries', shifted('end_time', -1)),
  mutant('the start of a window is exclusive', 'window-boundaries', shifted('start_time', 1)),
  mutant('a window compares end_time', 'window-boundaries', {
    list: (tasks, values) =>
      CORRECT.list(
        values.has('end_time') ? tasks.map((task) => ({ ...task, create_time: task.end_time })) : tasks,
        values,
      ),
  }),
  mutant('the tenant filter is lost with another filter', 'tenant-isolation', {
    list: (tasks, values) => CORRECT.list(values.has('name') ? [...tasks, ...KNOWN.foreign.tasks] : tasks, values),
  }),
  mutant(
    'total_count is that of the page',
    'total-count',
    answering(({ tasks }) => ({ total_count: tasks.length })),
  ),
  mutant(
    'total_count ignores the filters',
    'total-count',
    answering((_, tasks) => ({ total_count: tasks.length })),
  ),
  mutant(
    'actions are those of the page',
    'actions',
    answering(({ tasks }) => ({ actions: [...new Set(tasks.map(({ name }) => name))].sort() })),
  ),
  mutant(
    'actions are not sorted',
    'actions',
    answering(({ actions }) => ({ actions: actions.toReversed() })),
  ),
  mutant(
    'an action is listed twice',
    'actions',
    answering(({ actions }) => ({ actions: [...actions, ...actions.slice(0, 1)] })),
  ),
  mutant('names match in any case', 'filters-sound-and-complete', {
    list: matchingBy('name', (held, asked) => held.toLowerCase() === asked.toLowerCase()),
  }),
  mutant(
    'a filter by order_id is ignored',
    'filters-sound-and-complete',
    asking((values) => new Map([...values].filter(([name]) => name !== 'order_id'))),
  ),
  mutant(
    'a task loses its order_id',
    'filters-sound-and-complete',
    withTasks(({ order_id }) => (order_id === undefined ? {} : { order_id: undefined })),
  ),
  mutant(
    'process of a running task is empty',
    'process-and-times',
    withTasks(() => ({ process: '' })),
  ),
  mutant(
    'a time of no calendar',
    'process-and-times',
    withTasks(({ end_time }) => ({ end_time: end_time.replace(/-\d\d-\d\dT/, '-02-30T') })),
  ),
  mutant('IDs match in any case', 'filters-sound-and-complete', {
    list: matchingBy('id', (held, asked) => held.toLowerCase() === asked.toLowerCase()),
  }),
  mutant('a name is trimmed', 'filters-sound-and-complete', {
    list: matchingBy('name', (held, asked) => held === asked.trim()),
  }),
  mutant('the beginning of a name is enough', 'filters-sound-and-complete', {
    list: matchingBy('name', (held, asked) => held.startsWith(asked)),
  }),
  mutant('a name is a pattern of SQL', 'filters-sound-and-complete', {
    list: matchingBy('name', (held, asked) => likePattern(asked).test(held)),
  }),
  mutant('names are compared in their normal form', 'filters-sound-and-complete', {
    list: matchingBy('name', (held, asked) => held.normalize() === asked.normalize()),
  }),
  mutant('a name ends at NUL', 'filters-sound-and-complete', {
    list: matchingBy('name', (held, asked) => held === asked.split('\0')[0]),
  }),
]
