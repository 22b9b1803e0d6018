import fc from 'fast-check'
import type { StoredPage, StoredTask, TaskFilter, Window } from './task-store.ts'

/** What the tests judge the stores by: the same rules over an array, as plainly as can be. */
export class Model {
  tasks: StoredTask[] = []

  upsert(tasks: StoredTask[]): void {
    for (const task of tasks) this.tasks = [...this.tasks.filter((other) => !isSame(task, other)), task]
  }

  removeCreatedBefore(time: number): number {
    const kept = this.tasks.filter((task) => task.status === 'Running' || createdOf(task) >= time)
    const removed = this.tasks.length - kept.length
    this.tasks = kept
    return removed
  }

  page(projectId: string, filter: TaskFilter, { offset, limit }: Window): StoredPage {
    const matching = this.tasks.filter((task) => task.project_id === projectId && matches(task, filter)).sort(byOrder)
    return {
      total: matching.length,
      actions: [...new Set(matching.map(({ name }) => name))].sort(byBytes),
      tasks: matching.slice(offset, offset + limit).map(({ project_id: _, ...task }) => task),
    }
  }
}

function isSame(one: StoredTask, other: StoredTask): boolean {
  return one.project_id === other.project_id && one.id === other.id
}

function matches(task: StoredTask, { createdFrom, createdTo, ...exact }: TaskFilter): boolean {
  const created = createdOf(task)
  if (createdFrom !== undefined && created < createdFrom) return false
  if (createdTo !== undefined && created > createdTo) return false
  return Object.entries(exact).every(([key, value]) => value === undefined || task[key as 'id'] === value)
}

function byOrder(one: StoredTask, other: StoredTask): number {
  return createdOf(other) - createdOf(one) || byBytes(one.id, other.id)
}

function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other))
}

function createdOf({ create_time }: StoredTask): number {
  return Date.parse(create_time.replace(/(\d\d)$/, ':$1'))
}

/** A time as the document writes it, in the zone that is this many minutes ahead of UTC. */
export function timeText(time: number, aheadMinutes = 0): string {
  const local = new Date(time + aheadMinutes * 60_000).toISOString().slice(0, 19)
  const [hours, minutes] = [Math.floor(Math.abs(aheadMinutes) / 60), Math.abs(aheadMinutes) % 60]
  const digits = [hours, minutes].map((number) => String(number).padStart(2, '0')).join('')
  return `${local}${aheadMinutes < 0 ? '-' : '+'}${digits}`
}

/** A task like any other, but for what is said of it. */
export function taskWith(members: Partial<StoredTask>): StoredTask {
  return {
    project_id: 'p1',
    id: 'task',
    name: 'Create',
    status: 'Completed',
    instance_id: 'instance',
    instance_name: 'an instance',
    instance_status: 'normal',
    create_time: timeText(START),
    end_time: timeText(START + 60_000),
    ...members,
  }
}

export const START = Date.UTC(2026, 0, 1)

// Few values each, so that tasks collide, tie and match; texts that an engine could take for something else.
export const PROJECTS = ['p1', 'P1', "p'1"]
const IDS = [
  'a',
  'A',
  'á',
  'a\u0301',
  '_',
  '%',
  "'",
  '"',
  '\\',
  '',
  'a ',
  '?',
  '$1',
  '\u{1F600}',
  '\uFFFD',
  '任务',
  '10',
  '9',
]
const NAMES = ['Create', 'create', 'Creat_', '%', "'; DROP TABLE tasks; --", '创建']
const STATUSES = ['Running', 'Completed', 'Failed']
const TEXTS = ['one', 'One', '', '%']

const text = (values: string[]) => fc.constantFrom(...values)
const createTime = fc
  .tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom(0, 480, -330))
  .map(([seconds, ahead]) => timeText(START + seconds * 1_000, ahead))

const storedTask: fc.Arbitrary<StoredTask> = fc.record(
  {
    project_id: text(PROJECTS),
    id: text(IDS),
    name: text(NAMES),
    status: text(STATUSES),
    instance_id: text(TEXTS),
    instance_name: text(TEXTS),
    instance_status: text(TEXTS),
    create_time: createTime,
    end_time: createTime,
    order_id: text(TEXTS),
    process: text(['', '50']),
    fail_reason: text(TEXTS),
  },
  { noNullPrototype: true, requiredKeys: Object.keys(taskWith({})) as (keyof StoredTask)[] },
) as fc.Arbitrary<StoredTask>

const time = fc.integer({ min: -1, max: 9 }).map((halves) => START + halves * 500)

/** A change of the store: tasks that are put in, or a time before which they go. */
export const change = fc.oneof(
  { weight: 4, arbitrary: fc.array(storedTask, { maxLength: 40 }) },
  { weight: 1, arbitrary: time },
)

const members: fc.Arbitrary<Required<TaskFilter>> = fc.record({
  id: text(IDS),
  instance_id: text(TEXTS),
  order_id: text(TEXTS),
  name: text(NAMES),
  status: text(STATUSES),
  createdFrom: time,
  createdTo: time,
})

/** Few members at a time: with many, next to nothing would match. */
const filter: fc.Arbitrary<TaskFilter> = members.chain((all) =>
  fc.subarray(Object.entries(all), { maxLength: 3 }).map((entries) => Object.fromEntries(entries)),
)

export const question = fc.record({
  projectId: text(PROJECTS),
  filter,
  window: fc.record({ offset: fc.nat(20), limit: fc.integer({ min: 1, max: 8 }) }),
})
