import { Ajv2020 } from 'ajv/dist/2020.js'
import { isObject, type Json, type JsonObject, objectAt, resolve, walk } from './json.ts'
import { operations } from './operations.ts'

const text = { type: 'string', minLength: 1 }
const names = { type: 'array', items: text, minItems: 1 }

const ERROR_CODES = {
  type: 'object',
  propertyNames: { pattern: '^[A-Z]+\\.[0-9]+$' },
  additionalProperties: {
    type: 'object',
    properties: {
      statuses: { type: 'array', items: { type: 'integer', minimum: 400, maximum: 599 }, minItems: 1 },
      message: text,
      meaning: text,
      retry: { type: 'boolean' },
      action: text,
    },
    required: ['statuses', 'message', 'meaning', 'retry', 'action'],
    additionalProperties: false,
  },
}

const QUERY_CONSTRAINTS = {
  type: 'object',
  properties: {
    emptyValue: { const: 'absent' },
    repeatedName: { const: 'rejected' },
    unknownName: { const: 'ignored' },
    integerLexeme: text,
    dependentRequired: { type: 'object', additionalProperties: names },
    ordered: { type: 'array', items: { ...names, minItems: 2, maxItems: 2 } },
  },
  required: ['emptyValue', 'repeatedName', 'unknownName', 'integerLexeme', 'dependentRequired', 'ordered'],
  additionalProperties: false,
}

/** What no tool checks for us: the form of our own extensions, and that an error is shown under one of its statuses. */
export function extensionProblems(document: JsonObject): string[] {
  const constraints = operations(document).map((operation) => operation['x-query-constraints'])
  return [
    ...formProblems('x-error-codes', ERROR_CODES, document['x-error-codes']),
    ...constraints.flatMap((value) => formProblems('x-query-constraints', QUERY_CONSTRAINTS, value)),
    ...operations(document).flatMap((operation) => statusProblems(document, operation)),
  ]
}

function formProblems(name: string, schema: object, value: Json | undefined): string[] {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true })
  if (ajv.validate(schema, value)) return []
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${name}${instancePath}: ${message}`)
}

function statusProblems(document: JsonObject, operation: JsonObject): string[] {
  const problems: string[] = []
  for (const [status, response] of Object.entries(objectAt(operation, ['responses']))) {
    walk(isObject(response) ? resolve(document, response) : {}, (example) => {
      const code = objectAt(example, ['x-error']).code
      const statuses = objectAt(document, ['x-error-codes', String(code)]).statuses
      if (!Array.isArray(statuses) || statuses.includes(Number(status))) return
      problems.push(
        `x-error-codes/${code}: an example shows it under ${status}, its statuses are ${statuses.join(', ')}`,
      )
    })
  }
  return problems
}
