import { expect, test } from 'vitest'
import { bodyFields } from './response-fields.ts'

test('fields of nested objects and lists have their full path, and an open list of values its meanings', () => {
  const document = {
    info: { title: '', summary: '', description: '' },
    paths: {},
    components: {
      schemas: {
        State: { type: 'string', enum: ['On'], 'x-enumDescriptions': { On: 'It is on.' } },
        Lamp: {
          type: 'object',
          required: ['state'],
          description: 'A lamp.',
          properties: { state: { description: 'Its state.', anyOf: [{ $ref: '#/components/schemas/State' }, {}] } },
        },
      },
    },
  }
  const fields = bodyFields(document, {
    properties: {
      count: { type: 'integer', minimum: 0, description: 'How many.' },
      lamps: { type: 'array', description: 'All.', items: { $ref: '#/components/schemas/Lamp' } },
      spare: { $ref: '#/components/schemas/Lamp' },
    },
  })
  expect(fields.map(({ path, type, required }) => [path, type, required])).toEqual([
    ['count', 'integer ≥ 0', false],
    ['lamps', 'array<object>', false],
    ['lamps[].state', 'string', true],
    ['spare', 'object', false],
    ['spare.state', 'string', true],
  ])
  expect(fields[0]?.description).toBe('How many.')
  expect(fields[2]?.values).toEqual([{ value: 'On', meaning: 'It is on.' }])
})
