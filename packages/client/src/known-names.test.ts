import { expect, test } from 'vitest'
import { suggest } from './known-names.ts'

test.each([
  ['limt', 'did you mean limit?'],
  ['Limit', 'did you mean limit?'],
  ['endtime', 'did you mean end_time?'],
  ['instanceId', 'did you mean instance_id?'],
  ['insatnce_di', 'did you mean instance_id?'],
  ['instance', 'did you mean instance_id?'],
  ['tenant_ids', 'known are limit, end_time, instance_id.'],
  ['page_size', 'known are limit, end_time, instance_id.'],
  ['', 'known are limit, end_time, instance_id.'],
])('%j: %s', (name, suggestion) => {
  expect(suggest(name, ['limit', 'end_time', 'instance_id'])).toBe(suggestion)
})
