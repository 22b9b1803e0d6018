import { expect, test } from 'vitest'
import { operations } from './bundle.ts'
import { negatives } from './negatives.ts'

const KEYWORDS = ['minimum', 'maximum', 'enum', 'pattern'] as const

test.each(operations)('$operationId: every keyword of every query parameter is broken at least once', (operation) => {
  const broken = negatives(operation).map(({ parameter, keyword }) => `${parameter} ${keyword}`)
  for (const { name, schema } of operation.parameters.filter((parameter) => parameter.in === 'query')) {
    for (const keyword of KEYWORDS.filter((one) => schema[one] !== undefined))
      expect(broken).toContain(`${name} ${keyword}`)
    expect(broken).toContain(`${name} repeatedName`)
    expect(broken).toContain(`${name} encoding`)
  }
})

test.each(operations)('$operationId: every member of x-query-constraints is broken at least once', (operation) => {
  const broken = new Set(negatives(operation).map(({ keyword }) => keyword))
  expect(broken).toContain('integerLexeme')
  expect(broken).toContain('dependentRequired')
  expect(broken).toContain('ordered')
})
