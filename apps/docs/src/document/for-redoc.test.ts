import { expect, test } from 'vitest'
import { documentForRedoc } from './for-redoc.ts'

const status = { type: 'string', title: 'state', enum: ['On', 'Off'], 'x-enumDescriptions': { On: 'It is on.' } }

function sample(description: string, schema: object) {
  return {
    info: { title: 'Lamps', summary: 'Lamps.', description: '## Power\n' },
    paths: {
      '/lamps': { get: { operationId: 'ListLamps', summary: 'List', description, parameters: [], responses: {} } },
    },
    components: { schemas: { Status: status, Lamp: schema } },
  }
}

function prepare(schema: object, description = 'See the [API Explorer](explorer/).') {
  const document = sample(description, schema)
  return documentForRedoc(document, 'zh-CN', document) as ReturnType<typeof sample>
}

test("the link to the API Explorer leads to the page in the document's language", () => {
  const prepared = prepare({})
  expect(prepared.paths['/lamps'].get.description).toBe('See the [API Explorer](/zh-CN/explorer/).')
})

test('a line of code stays code for a reader that knows fences alone', () => {
  const prepared = prepare({}, '[API Explorer](explorer/)\n\nA sample:\n\n    GET /lamps\n\nThe end.')
  expect(prepared.paths['/lamps'].get.description).toContain('A sample:\n\n```\nGET /lamps\n```\n\nThe end.')
})

test('a document without a link to the API Explorer is refused', () => {
  expect(() => prepare({}, 'No link.')).toThrow('No description links to the API Explorer')
})

test('an open list of values keeps its meanings and loses the choice "Any of"', () => {
  const open = { description: 'Its state.', anyOf: [{ $ref: '#/components/schemas/Status' }, { type: 'string' }] }
  expect(prepare({ properties: { status: open } }).components.schemas.Lamp).toEqual({
    properties: {
      status: {
        type: 'string',
        title: 'state',
        'x-enumDescriptions': { On: 'It is on.' },
        'x-extensible-enum': ['On', 'Off'],
        description: 'Its state.',
      },
    },
  })
})

test('another anyOf and the closed list stay as they are', () => {
  const either = { anyOf: [{ type: 'string' }, { type: 'integer' }] }
  const prepared = prepare(either)
  expect(prepared.components.schemas.Lamp).toEqual(either)
  expect(prepared.components.schemas.Status).toEqual(status)
})

test('conditions that Redoc draws as a choice of cases are left out', () => {
  const schema = JSON.parse('{ "type": "object", "if": {}, "then": {}, "else": {}, "dependentSchemas": {} }')
  expect(prepare(schema).components.schemas.Lamp).toEqual({ type: 'object' })
})

test('keywords that sentences state are left out of schemas, and a default of a variable stays', () => {
  const schema = { type: 'integer', minimum: 1, maximum: 5, default: 2, description: 'From 1 to 5.' }
  expect(prepare(schema).components.schemas.Lamp).toEqual({ type: 'integer', description: 'From 1 to 5.' })
  expect(prepare({ default: 'on', enum: ['on'] }).components.schemas.Lamp).toEqual({ default: 'on', enum: ['on'] })
})
