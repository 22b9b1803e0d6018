import { expect, test } from 'vitest'
import { findOperation, resolveRef } from './openapi.ts'

const document = {
  info: { title: '', summary: '', description: '' },
  paths: {},
  components: { schemas: { 'a/b': { type: 'string' } } },
}

test('a reference is followed, and members beside it win', () => {
  expect(resolveRef(document, { $ref: '#/components/schemas/a~1b', title: 'own' })).toEqual({
    type: 'string',
    title: 'own',
  })
})

test.each(['#/components/schemas/Lamp', '#/components/headers/Lamp/schema'])(
  '%s, which is not there, is named',
  ($ref) => {
    expect(() => resolveRef(document, { $ref })).toThrow(`The document has nothing at ${$ref}.`)
  },
)

test('an operation that is not there is named', () => {
  expect(() => findOperation(document, 'ListLamps')).toThrow('The document has no operation ListLamps.')
})
