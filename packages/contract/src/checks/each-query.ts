import fc from 'fast-check'
import { written } from '../arbitraries/encoding.ts'
import { validPairs } from '../arbitraries/valid.ts'
import { judgeQuery } from '../judge/query.ts'
import type { Task } from '../model/task.ts'
import { parameterOf } from '../rules/document.ts'
import type { Context } from '../run/context.ts'

const WINDOW = ['offset', 'limit']

/** What is combined to look at pages: those of long lists show more than those of lists that few tasks match. */
export const PAGED = [...WINDOW, 'status']

/** What chooses tasks, in contrast to what chooses a page of them. */
export function filtersOf({ operation }: Context): string[] {
  const names = operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name)
  return names.filter((name) => !WINDOW.includes(name))
}

const VALUES_PER_FILTER = 8

/** What lenient servers take for the same text: another case, spaces, a part, a pattern of SQL, other code points, an end at NUL. */
const NEAR: ((text: string) => string)[] = [
  swapCase,
  (text) => `${text} `,
  (text) => ` ${text}`,
  (text) => text.slice(0, -1),
  (text) => `${text.slice(0, -1)}_`,
  (text) => `${text.slice(0, -1)}%`,
  (text) => text.normalize('NFD'),
  (text) => `${text}\0x`,
]

/** Each filter alone, with values that tasks have, and with ones that are near to them: what a random mixture rarely meets. */
export function singleFilters(context: Context, tasks: Task[]): string[] {
  const filters = context.operation.parameters.filter(({ name }) => filtersOf(context).includes(name))
  return filters.flatMap(({ name, schema }) => {
    if (schema.pattern) return []
    const held = new Set(tasks.flatMap((task) => task[name as keyof Task] || []))
    const values = [...held].slice(0, VALUES_PER_FILTER)
    const near = schema.enum ? [] : NEAR.flatMap((change) => nearMiss([...held], change))
    return [...values, ...near].map((value) => `${name}=${encodeURIComponent(value)}`)
  })
}

/** The first changed value that no task has; none if the change leaves all as they are. */
function nearMiss(held: string[], change: (text: string) => string): string[] {
  const found = held.map(change).find((value) => value !== '' && !held.includes(value))
  return found === undefined ? [] : [found]
}

function swapCase(text: string): string {
  return text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase()
}

export type Judge = (query: string, tasks: Task[], values: Map<string, string>) => Promise<void>

/** Judges a valid query by what the model makes of it. */
export function judgeOne(context: Context, query: string, judge: Judge): Promise<void> {
  const { values } = judgeQuery(context.operation, query)
  return context.whileUnchanged(async () => judge(query, await context.tasks(), values))
}

/** Judges valid queries of these parameters (all, if none is named) by what the model makes of them. */
export async function eachQuery(context: Context, names: string[] | undefined, judge: Judge): Promise<void> {
  const tasks = await context.tasks()
  // Most offsets in range, or most pages would be empty.
  const near = fc
    .tuple(validPairs(context.operation, tasks, names), fc.nat(tasks.length + 2))
    .map(([pairs, offset]) =>
      pairs.map(([name, value]) => (name === 'offset' ? ([name, String(offset)] as const) : ([name, value] as const))),
    )
  await context.property(written(near), (query) => judgeOne(context, query, judge))
}

export function maxLimit({ operation }: Context): number {
  return parameterOf(operation, 'limit').schema.maximum ?? 1
}

export function withLimit(context: Context, query: string): string {
  return [query, `limit=${maxLimit(context)}`].filter(Boolean).join('&')
}

export function equal(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

export function sameTask(one: Task, other: Task): boolean {
  const members = (task: Task) => Object.entries(task).filter(([, value]) => value !== undefined && value !== null)
  return equal(members(one).sort(), members(other).sort())
}
