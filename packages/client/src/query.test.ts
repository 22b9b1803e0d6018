import { expect, test } from 'vitest'
import { requestRules } from './document.gen.ts'
import { UsageError } from './errors.ts'
import { type ListQuery, wireQuery } from './query.ts'

const wire = (query: object) => wireQuery(query as ListQuery)

test('leaves out undefined and empty values and keeps the order of the rest', () => {
  expect(Object.entries(wire({ name: 'x', id: '', limit: 5, status: undefined, offset: 0 }))).toEqual([
    ['name', 'x'],
    ['limit', 5],
    ['offset', 0],
  ])
})

test.each([new Date(1747919701390), 1747919701390, '1747919701390'])('writes %o as the digits of the wire', (time) => {
  expect(wire({ end_time: time })).toEqual({ end_time: '1747919701390' })
})

test.each([
  ['an invalid Date', { end_time: new Date(Number.NaN) }, `end_time ${requestRules.epochMilliseconds}, not NaN`],
  ['seconds', { end_time: 1747919701 }, `end_time ${requestRules.epochMilliseconds}, not 1747919701.`],
  ['an ISO time', { end_time: '2025-05-22T13:15:01Z' }, 'not "2025-05-22T13:15:01Z"'],
  ['a Date that is too early for the pattern', { end_time: new Date(0) }, 'not 0.'],
  ['a time of another type', { end_time: {} }, 'end_time must be a Date or number or string, not object'],
  ['a number as text', { limit: '3' }, 'limit must be a number, not "3"'],
  ['a fraction', { limit: 1.5 }, 'limit must be a whole number'],
  ['a negative offset', { offset: -1 }, 'not -1'],
  ['NaN', { offset: Number.NaN }, 'not NaN'],
  ['a number that would be written with an exponent', { offset: 1e21 }, 'not 1e+21'],
  ['null', { id: null }, 'id must be a string, not null'],
  ['half a surrogate pair', { name: '\ud83d' }, 'name must be valid Unicode, not '],
  ['URLSearchParams', new URLSearchParams('limit=3'), 'plain object'],
  ['a misspelt name', { LIMIT: 3 }, 'unknown query parameter LIMIT; did you mean limit?'],
  ['a name like no other', { page_size: 3 }, 'unknown query parameter page_size; known are offset, limit'],
])('refuses %s', (_, query, message) => {
  expect(() => wire(query)).toThrow(UsageError)
  expect(() => wire(query)).toThrow(message)
})
