import { expect, test } from 'vitest'
import { operations } from './bundle.ts'
import { negatives } from './negatives.ts'

test.each(operations)('$operationId: every rule that the document lists is broken at least once', (operation) => {
  const broken = new Set(negatives(operation).map(({ parameter, keyword }) => `${parameter} ${keyword}`))
  for (const { name, schema, ...parameter } of operation.parameters.filter((one) => one.in === 'query')) {
    const rules = Object.keys(parameter['x-rule-messages'] ?? {})
    // Nothing but a sign is below zero, and the lexeme refuses signs first.
    const reachable = rules.filter((rule) => rule !== 'minimum' || schema.minimum !== 0)
    expect(reachable.length).toBeGreaterThan(1)
    for (const rule of reachable) expect(broken).toContain(`${name} ${rule}`)
  }
})

test.each(operations)('$operationId: every member of x-query-constraints is broken at least once', (operation) => {
  const broken = new Set(negatives(operation).map(({ keyword }) => keyword))
  expect(broken).toContain('integerLexeme')
  expect(broken).toContain('dependentRequired')
  expect(broken).toContain('ordered')
})
