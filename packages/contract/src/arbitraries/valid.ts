import type { Operation, Parameter, Schema } from '@rds-tasklist/spec/reader'
import fc from 'fast-check'
import type { Task } from '../model/task.ts'
import { createdOf } from '../model/task.ts'
import { anyText, type QueryPair, written } from './encoding.ts'

/** Values of a parameter that keep its rules, drawn from its schema and from what the listed tasks hold. */
export function validValue({ name, schema }: Parameter, tasks: Task[] = []): fc.Arbitrary<string> {
  const held = heldValues(name, schema, tasks)
  const any = bySchema(schema)
  return held.length > 0 && !schema.enum && schema.type !== 'integer'
    ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...held) }, { weight: 1, arbitrary: any })
    : any
}

function bySchema({ type, minimum = 0, maximum, enum: list, pattern }: Schema): fc.Arbitrary<string> {
  if (list) return fc.constantFrom(...list)
  if (type === 'integer') return fc.integer({ min: minimum, max: maximum ?? 2 ** 31 - 1 }).map(String)
  if (pattern) return fc.stringMatching(new RegExp(pattern, 'u'))
  return anyText
}

/** Times beside those at which tasks were created show on which side of the bound they are. */
function heldValues(name: string, schema: Schema, tasks: Task[]): string[] {
  if (name in (tasks[0] ?? {}) && !schema.pattern) {
    return tasks.flatMap((task) => task[name as keyof Task] ?? []).filter((value) => value !== '')
  }
  if (!schema.pattern) return []
  const around = tasks.flatMap((task) => [-1, 0, 1].map((by) => String(createdOf(task) + by)))
  return around.filter((text) => new RegExp(schema.pattern ?? '', 'u').test(text))
}

/** Sets of parameters that keep every rule, also those between parameters. */
export function validPairs(operation: Operation, tasks: Task[], names?: string[]): fc.Arbitrary<QueryPair[]> {
  const parameters = operation.parameters.filter((one) => one.in === 'query' && (!names || names.includes(one.name)))
  const entries = Object.fromEntries(parameters.map((one) => [one.name, validValue(one, tasks)]))
  const all = fc.record(entries) as fc.Arbitrary<Record<string, string>>
  return all
    .chain((values) =>
      fc.subarray(Object.entries(values) as QueryPair[], { maxLength: Math.min(4, parameters.length) }),
    )
    .map((pairs) => keepConstraints(operation, pairs))
}

function keepConstraints({ constraints }: Operation, pairs: QueryPair[]): QueryPair[] {
  const values = new Map(pairs)
  for (const [name, others] of Object.entries(constraints.dependentRequired)) {
    const value = values.get(name)
    if (value !== undefined) for (const other of others) if (!values.has(other)) values.set(other, value)
  }
  for (const [first, last] of constraints.ordered) {
    const [from, to] = [values.get(first), values.get(last)]
    if (from !== undefined && to !== undefined && Number(from) > Number(to)) values.set(first, to).set(last, from)
  }
  return [...values]
}

/** Valid raw queries. */
export function validQuery(operation: Operation, tasks: Task[], names?: string[]): fc.Arbitrary<string> {
  return written(validPairs(operation, tasks, names))
}
