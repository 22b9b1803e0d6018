import { DEMO_TOKEN as SERVICE_TOKEN } from '@rds-tasklist/service'
import { expect, test } from 'vitest'
import { DEMO_TOKEN } from './page-data.ts'
import { isLocalAddress } from './targets.ts'

test.each([
  ['http://127.0.0.1:4010', true],
  ['http://localhost:4010/', true],
  ['http://127.0.0.1.example.com', false],
  ['http://user@127.0.0.1', false],
  ['https://127.0.0.1', false],
  ['http://[::1]:4010', false],
  ['http://127.0.0.1:4010/path', false],
  ['https://rds.cn-north-4.myhuaweicloud.com', false],
  ['127.0.0.1:4010', false],
  ['', false],
])('"%s" as an address on this machine: %s', (address, expected) => {
  expect(isLocalAddress(address)).toBe(expected)
})

test('the token that is filled in is the one of the demo service', () => {
  expect(DEMO_TOKEN).toBe(SERVICE_TOKEN)
})
