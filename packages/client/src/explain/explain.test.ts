import { expect, test } from 'vitest'
import { readDocument } from '../../scripts/document.ts'
import { ApiError, UsageError } from '../errors.ts'
import { explain } from '../explain.ts'
import { explain as explainInChinese } from '../explain.zh-CN.ts'

const errorWith = (code: string | undefined) =>
  new ApiError('m', { status: 400, code, errorMessage: '', requestId: undefined, bodyExcerpt: undefined, attempts: [] })

test.each(Object.entries(readDocument()['x-error-codes'] ?? {}))('%s is explained in both languages', (code, entry) => {
  const { meaning, retry, action } = entry
  expect(explain(errorWith(code))).toEqual({ meaning, retry, action })
  const chinese = explainInChinese(errorWith(code))
  expect(chinese?.retry).toBe(retry)
  expect(`${chinese?.meaning}${chinese?.action}`).toMatch(/\p{Script=Han}/u)
})

test.each([
  errorWith('DBS.999999'),
  errorWith(undefined),
  errorWith('constructor'),
  new UsageError('m'),
  new Error('m'),
])('nothing is known of %o', (error) => {
  expect(explain(error)).toBeUndefined()
})
