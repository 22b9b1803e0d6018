import { expect, test } from 'vitest'
import { namedValues } from './values.ts'

test('a value without a meaning stops the build', () => {
  const document = { info: { title: '', summary: '', description: '' }, paths: {} }
  const schema = { enum: ['On', 'Off'], 'x-enumDescriptions': { On: 'It is on.' } }
  expect(() => namedValues(document, schema)).toThrow('The document has no meaning of Off.')
})
