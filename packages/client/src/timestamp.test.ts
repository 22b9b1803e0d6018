import { expect, test } from 'vitest'
import { UsageError } from './errors.ts'
import { pageExample } from './testing/document-examples.ts'
import { parseTimestamp } from './timestamp.ts'

test.each([
  ['2020-07-15T07:46:10+0000', '2020-07-15T07:46:10.000Z'],
  ['2020-07-15T07:46:10+0800', '2020-07-14T23:46:10.000Z'],
  ['2020-02-29T00:00:00-0330', '2020-02-29T03:30:00.000Z'],
])('%s is %s', (text, iso) => {
  expect(parseTimestamp(text).toISOString()).toBe(iso)
})

test('reads the times of the sample', () => {
  const times = pageExample('sample-response').tasks.map((task) => parseTimestamp(task.create_time).getTime())
  expect(times).toEqual([Date.UTC(2020, 6, 15, 7, 46, 10)])
})

test.each([
  '',
  '2020-07-15T07:46:10Z',
  '2020-07-15T07:46:10+00:00',
  '2020-07-15 07:46:10+0000',
  '1747919701390',
  '2021-02-29T00:00:00+0000',
  '2020-13-01T00:00:00+0000',
  '2020-07-15T24:00:00+0000',
  '2020-07-15T07:46:10+9900',
])('refuses %j', (text) => {
  expect(() => parseTimestamp(text)).toThrow(UsageError)
})
