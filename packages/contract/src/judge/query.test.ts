import { describe, expect, test } from 'vitest'
import { listOperation } from '../rules/document.ts'
import { judgeQuery } from './query.ts'

const operation = listOperation()
const { minimum = 0, maximum = 0 } = operation.parameters.find(({ name }) => name === 'limit')?.schema ?? {}
const brokenBy = (query: string) =>
  judgeQuery(operation, query).broken.map(({ parameter, rule }) => `${parameter} ${rule}`)

describe('a query is valid when', () => {
  test.each([
    ['it is empty', ''],
    ['a value is empty, also beside another', 'limit=&limit=3'],
    ['names are unknown, in another case or broken', 'LIMIT=0&unknown=%ff&%zz=1&__proto__=1'],
    ['an end stands alone', 'end_time=1747919701390'],
    ['a window holds one millisecond', 'start_time=1747919701390&end_time=1747919701390'],
    ['text is anything that UTF-8 can hold', 'name=%00+%F0%9F%98%80'],
  ])('%s', (_, query) => {
    expect(brokenBy(query)).toEqual([])
  })
})

describe('a query is judged on its text:', () => {
  test.each([
    [`limit=${minimum - 1}`, 'limit minimum'],
    [`limit=${maximum + 1}`, 'limit maximum'],
    ['limit=0x10', 'limit integerLexeme'],
    ['limit=+5', 'limit integerLexeme'],
    ['offset=2147483648', 'offset int32'],
    ['status=running', 'status enum'],
    ['start_time=1747919701390&end_time=174791970139', 'end_time pattern'],
    ['start_time=1747919701390', 'start_time dependentRequired'],
    ['start_time=1747919701390&end_time=', 'start_time dependentRequired'],
    ['start_time=1747919701391&end_time=1747919701390', 'start_time ordered'],
    ['id=a&%69d=a', 'id repeatedName'],
    ['name=%ed%a0%80', 'name encoding'],
  ])('%s breaks %s', (query, rule) => {
    expect(brokenBy(query)).toContain(rule)
  })
})

test('values are what was sent, decoded', () => {
  expect([...judgeQuery(operation, 'name=a+b%2B%3D=c&limit=007').values]).toEqual([
    ['limit', '007'],
    ['name', 'a b+==c'],
  ])
})
