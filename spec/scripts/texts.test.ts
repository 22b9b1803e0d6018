import { expect, test } from 'vitest'
import { texts } from './texts.ts'

const keys = (document: Parameters<typeof texts>[0]) => texts(document).map(({ key }) => key)

test('list items count by name and operations by their ID, so that reordering changes no key', () => {
  const parameters = [
    { name: 'limit', description: 'a' },
    { name: 'offset', description: 'b' },
  ]
  const document = (list: typeof parameters) => ({
    paths: { '/tasks': { get: { operationId: 'List', parameters: list } } },
  })
  expect(keys(document(parameters))).toEqual([
    'List/parameters/limit/description',
    'List/parameters/offset/description',
  ])
  expect(keys(document(parameters.toReversed())).toSorted()).toEqual(keys(document(parameters)))
})

test('a property called description is a name, and its own description a text', () => {
  const document = { components: { schemas: { A: { properties: { description: { description: 'a' } } } } } }
  expect(keys(document)).toEqual(['components/schemas/A/properties/description/description'])
})

test('values of examples are data, their summaries texts', () => {
  const document = { examples: { one: { summary: 'a', value: { description: 'not a text' } } } }
  expect(keys(document)).toEqual(['examples/one/summary'])
})

test('meanings of enum values are texts', () => {
  expect(keys({ 'x-enumDescriptions': { Running: 'a' } })).toEqual(['x-enumDescriptions/Running'])
})
