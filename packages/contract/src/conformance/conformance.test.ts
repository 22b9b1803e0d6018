import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { linkOf } from '../rules/document.ts'
import { TARGETS } from '../targets/test-targets.ts'
import { allChecks, type Conformance } from './conformance.ts'

const MENDED_BY = 'pnpm --filter @rds-tasklist/contract generate:conformance'
const written = JSON.parse(await readFile(new URL('../../CONFORMANCE.json', import.meta.url), 'utf8')) as Conformance

test('CONFORMANCE.json has the checks and the targets of the suite, each with an outcome', () => {
  const checks = allChecks().map(({ name, sentence, rule }) => ({ name, sentence, rule: linkOf(rule) }))
  const targets = Object.keys(TARGETS)
  expect(
    written.checks.map(({ outcomes: _, ...check }) => check),
    MENDED_BY,
  ).toEqual(checks)
  expect(
    written.targets.map(({ name }) => name),
    MENDED_BY,
  ).toEqual(targets)
  for (const { outcomes } of written.checks) expect(Object.keys(outcomes), MENDED_BY).toEqual(targets)
})

test('no target fails a check, and whatever did not pass says why', () => {
  for (const { outcomes } of written.checks) {
    for (const { outcome, reason = '' } of Object.values(outcomes)) {
      expect(outcome).not.toBe('failed')
      if (outcome !== 'passed') expect(reason).not.toBe('')
    }
  }
})
