import type { Operation, Parameter } from '@rds-tasklist/spec/reader'
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { readPairs } from './lexer.ts'

/** A rule that a query breaks. `rule` is its name in `x-rule-messages`. */
export type Broken = { parameter: string; rule: string }

/** What a raw query means, and what it breaks; empty `broken` means valid. */
export type Verdict = { values: Map<string, string>; broken: Broken[] }

const ajv = new Ajv2020({ allErrors: true, strict: false })
addFormats.default(ajv)

/** Judges a raw query by the document alone: on the text as it is sent, then with Ajv on what numbers it holds. */
export function judgeQuery(operation: Operation, rawQuery: string): Verdict {
  const parameters = operation.parameters.filter((parameter) => parameter.in === 'query')
  const broken: Broken[] = []
  const values = new Map<string, string>()
  const sent = readPairs(rawQuery)
  for (const { name } of parameters) {
    const own = sent.filter((pair) => pair.name === name && pair.value !== '').map(({ value }) => value)
    if (own.includes(undefined)) broken.push({ parameter: name, rule: 'encoding' })
    if (own.length > 1) broken.push({ parameter: name, rule: 'repeatedName' })
    if (own[0] !== undefined) values.set(name, own[0])
  }
  broken.push(...brokenLexemes(operation, parameters, values), ...brokenKeywords(operation, parameters, values))
  broken.push(...brokenOrder(operation, values))
  return { values, broken: broken.filter((one) => isListed(parameters, one)) }
}

/** A parameter lists the rules that it can break; `format: int32` beside `maximum` is not among them. */
function isListed(parameters: Parameter[], { parameter, rule }: Broken): boolean {
  return parameters.some(({ name, 'x-rule-messages': rules }) => name === parameter && rules?.[rule] !== undefined)
}

function brokenLexemes({ constraints }: Operation, parameters: Parameter[], values: Map<string, string>): Broken[] {
  const lexeme = new RegExp(constraints.integerLexeme, 'u')
  return parameters
    .filter(({ name, schema }) => schema.type === 'integer' && values.has(name) && !lexeme.test(values.get(name) ?? ''))
    .map(({ name }) => ({ parameter: name, rule: 'integerLexeme' }))
}

const validators = new WeakMap<Operation, ReturnType<typeof compile>>()

function compile({ constraints }: Operation, parameters: Parameter[]) {
  const schema: AnySchemaObject = {
    type: 'object',
    properties: Object.fromEntries(parameters.map(({ name, schema: { default: _, ...own } }) => [name, own])),
    dependentRequired: constraints.dependentRequired,
  }
  return ajv.compile(schema)
}

function brokenKeywords(operation: Operation, parameters: Parameter[], values: Map<string, string>): Broken[] {
  const validate = validators.get(operation) ?? compile(operation, parameters)
  validators.set(operation, validate)
  const lexeme = new RegExp(operation.constraints.integerLexeme, 'u')
  const typed = parameters.flatMap(({ name, schema }) => {
    const text = values.get(name)
    if (text === undefined) return []
    return [[name, schema.type === 'integer' && lexeme.test(text) ? Number(text) : text] as const]
  })
  if (validate(Object.fromEntries(typed))) return []
  return (validate.errors ?? []).flatMap(({ keyword, instancePath, params }) => {
    if (keyword === 'dependentRequired') return [{ parameter: String(params.property), rule: keyword }]
    const parameter = instancePath.slice(1)
    return [{ parameter, rule: keyword === 'format' ? String(params.format) : keyword }]
  })
}

function brokenOrder({ constraints }: Operation, values: Map<string, string>): Broken[] {
  return constraints.ordered
    .filter(([first, last]) => values.has(first) && Number(values.get(first)) > Number(values.get(last)))
    .map(([first]) => ({ parameter: first, rule: 'ordered' }))
}
