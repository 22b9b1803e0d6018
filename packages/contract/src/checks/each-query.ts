import fc from 'fast-check'
import { written } from '../arbitraries/encoding.ts'
import { validPairs } from '../arbitraries/valid.ts'
import { judgeQuery } from '../judge/query.ts'
import type { Task } from '../model/task.ts'
import { parameterOf } from '../rules/document.ts'
import type { Context } from '../run/context.ts'

/** What chooses tasks, in contrast to what chooses a page of them. */
export const FILTERS = ['id', 'instance_id', 'order_id', 'name', 'status', 'start_time', 'end_time']

const VALUES_PER_FILTER = 8

/** Each filter alone, with values that tasks have: what a random mixture rarely matches. */
export async function singleFilters(context: Context): Promise<string[]> {
  const tasks = await context.tasks()
  return FILTERS.filter((name) => tasks.some((task) => name in task && !name.endsWith('_time'))).flatMap((name) => {
    const values = new Set(tasks.map((task) => task[name as keyof Task]).filter((value) => value))
    return [...values].slice(0, VALUES_PER_FILTER).map((value) => `${name}=${encodeURIComponent(value ?? '')}`)
  })
}

export type Judge = (query: string, tasks: Task[], values: Map<string, string>) => Promise<void>

/** Judges valid queries of these parameters (all, if none is named) by what the model makes of them. */
export async function eachQuery(context: Context, names: string[] | undefined, judge: Judge): Promise<void> {
  const tasks = await context.tasks()
  // Most offsets in range, or most pages would be empty.
  const near = fc
    .tuple(validPairs(context.operation, tasks, names), fc.nat(tasks.length + 2))
    .map(([pairs, offset]) =>
      pairs.map(([name, value]) => (name === 'offset' ? ([name, String(offset)] as const) : ([name, value] as const))),
    )
  await context.property(written(near), (query) => judge(query, tasks, judgeQuery(context.operation, query).values))
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
