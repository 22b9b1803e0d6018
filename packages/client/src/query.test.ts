import { expect, test } from 'vitest'
import { UsageError } from './errors.ts'
import { type ListQuery, wireQuery } from './query.ts'

const wire = (query: object) => wireQuery(query as ListQuery)

test('leaves out undefined and empty values and puts the rest in the order of the document', () => {
  expect(Object.entries(wire({ name: 'x', id: '', limit: 5, status: undefined, offset: 0 }))).toEqual([
    ['offset', 0],
    ['limit', 5],
    ['name', 'x'],
  ])
})

test.each([new Date(1747919701390), 1747919701390, '1747919701390'])('writes %o as the digits of the wire', (time) => {
  expect(wire({ end_time: time })).toEqual({ end_time: '1747919701390' })
})

test.each([
  ['an invalid Date', { end_time: new Date(Number.NaN) }, 'end_time must be a valid Date or number or string, not NaN'],
  ['a time of another type', { end_time: {} }, 'end_time must be a valid Date or number or string, not object'],
  ['a number as text', { limit: '3' }, 'limit must be a valid number, not "3"'],
  ['NaN', { offset: Number.NaN }, 'not NaN'],
  ['Infinity', { limit: Infinity }, 'not Infinity'],
  ['null', { id: null }, 'id must be a valid string, not null'],
  ['half a surrogate pair', { name: '\ud83d' }, 'name must be valid Unicode, not '],
  ['URLSearchParams', new URLSearchParams('limit=3'), 'plain object'],
  ['a misspelt name', { LIMIT: 3 }, 'unknown query parameter LIMIT; did you mean limit?'],
  ['a name like no other', { page_size: 3 }, 'unknown query parameter page_size; known are offset, limit'],
])('refuses %s', (_, query, message) => {
  expect(() => wire(query)).toThrow(UsageError)
  expect(() => wire(query)).toThrow(message)
})
