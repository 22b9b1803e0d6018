import type { Schema } from '@rds-tasklist/spec/reader'
import { constraints } from './document.ts'

/** Whether a decoded, non-empty value keeps a rule. Decided on the text as it was sent: 0x10 and 1e1 are no whole numbers. */
export type Check = (value: string, schema: Schema) => boolean

export const VALUE_CHECKS: Record<string, Check> = {
  integerLexeme: (value) => new RegExp(constraints.integerLexeme, 'u').test(value),
  minimum: (value, schema) => Number(value) >= keyword(schema, 'minimum'),
  maximum: (value, schema) => Number(value) <= keyword(schema, 'maximum'),
  int32: (value) => Number(value) >= -(2 ** 31) && Number(value) < 2 ** 31,
  enum: (value, schema) => keyword(schema, 'enum').includes(value),
  pattern: (value, schema) => new RegExp(keyword(schema, 'pattern'), 'u').test(value),
}

/** Whether a value keeps a rule that speaks of other parameters too. */
type CrossCheck = (name: string, values: Map<string, string>) => boolean

export const CROSS_CHECKS: Record<string, CrossCheck> = {
  dependentRequired: (name, values) => (constraints.dependentRequired[name] ?? []).every((other) => values.has(other)),
  ordered: (name, values) =>
    constraints.ordered
      .filter(([first]) => first === name)
      .every(([first, last]) => !values.has(last) || Number(values.get(first)) <= Number(values.get(last))),
}

/** A rule that is listed without its keyword would let everything pass. */
function keyword<K extends keyof Schema>(schema: Schema, name: K): NonNullable<Schema[K]> {
  const value = schema[name]
  if (value === undefined) throw new Error(`the document lists the rule ${name} for a schema without it`)
  return value
}
