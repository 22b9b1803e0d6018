import type { TaskList } from '@rds-tasklist/client'
import type { Task } from '../model/task.ts'
import { listOperation, parameterOf } from '../rules/document.ts'
import { type Behaviour, CORRECT, type Response } from './behaviour.ts'

/** A server with one fault, and the check that must see it. */
export type Mutant = { name: string; killedBy: string; behaviour: Behaviour }

export type Values = Map<string, string>

export function mutant(name: string, killedBy: string, change: Partial<Behaviour>): Mutant {
  return { name, killedBy, behaviour: { ...CORRECT, ...change } }
}

/** Changes what is asked of the list. */
export function asking(change: (values: Values) => Values): Partial<Behaviour> {
  return { list: (tasks, values) => CORRECT.list(tasks, change(new Map(values))) }
}

/** Changes the page that is answered. */
export function answering(
  change: (page: TaskList, tasks: Task[], values: Values) => Partial<TaskList>,
): Partial<Behaviour> {
  return {
    list(tasks, values) {
      const page = CORRECT.list(tasks, values)
      return { ...page, ...change(page, tasks, values) }
    },
  }
}

/** Changes the tasks of each page. */
export function withTasks(change: (task: Task) => object): Partial<Behaviour> {
  return answering(({ tasks }) => ({ tasks: tasks.map((task) => ({ ...task, ...change(task) })) }))
}

/** Changes every answer of a status. */
export function finishing(status: number, change: (response: Response) => Response): Partial<Behaviour> {
  return { finish: (response) => (response.status === status ? change(response) : response) }
}

/** Forgets some of the rules that a query breaks. */
export function forgiving(parameter: string, rule: string): Partial<Behaviour> {
  return {
    judge(rawQuery) {
      const { values, broken } = CORRECT.judge(rawQuery)
      const kept = broken.filter((one) => one.parameter !== parameter || one.rule !== rule)
      if (kept.length < broken.length) values.delete(parameter)
      return { values, broken: kept }
    },
  }
}

/** Compares a filter in another way than to the letter. */
export function matchingBy(name: 'id' | 'name', isAlike: (held: string, asked: string) => boolean): Behaviour['list'] {
  return (tasks, values) => {
    const asked = values.get(name)
    const alike = asked === undefined ? tasks : tasks.filter((task) => isAlike(task[name], asked))
    return CORRECT.list(alike, new Map([...values].filter(([key]) => key !== name)))
  }
}

/** What LIKE makes of a text: `%` stands for any, `_` for one character. */
export function likePattern(text: string): RegExp {
  const literal = text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  return new RegExp(`^${literal.replaceAll('%', '.*').replaceAll('_', '.')}$`, 's')
}

export function withoutHeader({ headers, ...response }: Response, name: string): Response {
  return { ...response, headers: Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name)) }
}

export const shifted = (name: string, by: number) =>
  asking((values) => (values.has(name) ? values.set(name, String(Number(values.get(name)) + by)) : values))

const { schema } = parameterOf(listOperation(), 'limit')

export const defaultLimit = (values: Values) => Number(values.get('limit') ?? schema.default)
export const pagesOf = (values: Values) => Math.floor(Number(values.get('offset') ?? 0) / defaultLimit(values))
