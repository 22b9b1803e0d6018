import { expect, test } from 'vitest'
import { isUnreachable } from '../arbitraries/negative.ts'
import { rulesToTry } from './coverage.ts'
import { listOperation } from './document.ts'

const operation = listOperation()

function withSchema(name: string, schema: object) {
  const parameters = operation.parameters.map((one) =>
    one.name === name ? { ...one, schema: { ...one.schema, ...schema } } : one,
  )
  return { ...operation, parameters }
}

test('the rules are those that the document has a message for, found in its keywords', () => {
  const told = operation.parameters.flatMap((parameter) =>
    Object.keys(parameter['x-rule-messages'] ?? {})
      .filter((rule) => !isUnreachable(parameter, rule))
      .map((rule) => `${parameter.name} ${rule}`),
  )
  const constraints = ['x-query-constraints emptyValue', 'x-query-constraints unknownName']
  expect(rulesToTry(operation).sort()).toEqual([...told, ...constraints].sort())
})

test('a keyword, a format or a constraint that nobody knows how to break has to be tried as well', () => {
  expect(rulesToTry(withSchema('name', { maxLength: 64 }))).toContain('name maxLength')
  expect(rulesToTry(withSchema('name', { format: 'uuid' }))).toContain('name uuid')
  expect(rulesToTry(withSchema('X-Language', { anyOf: [{ enum: ['en-us'] }] }))).toContain('X-Language anyOf')
  const constraints = { ...operation.constraints, longest: 10 }
  expect(rulesToTry({ ...operation, constraints })).toContain('x-query-constraints longest')
})
