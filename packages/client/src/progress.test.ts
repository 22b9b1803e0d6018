import { expect, test } from 'vitest'
import { UsageError } from './errors.ts'
import { parseProgress } from './progress.ts'

test.each([
  ['0', 0],
  ['60', 60],
  ['60%', 60],
  ['100', 100],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
])('%j is %j percent', (process, percent) => {
  expect(parseProgress(process)).toBe(percent)
})

test.each(['%', '101', '-1', '06', '6.5', '60 %', '60%%', 'done', '٦'])('refuses %j', (process) => {
  expect(() => parseProgress(process)).toThrow(UsageError)
})
