import { expect, test } from 'vitest'
import { htmlReport } from '../report/html.ts'
import { junitReport } from '../report/junit.ts'
import type { Report, Result } from '../run/report.ts'
import { differences } from './differences.ts'
import { withListed } from './listed.ts'

const [{ targets, checks, does, why }] = differences as [(typeof differences)[number]]
const [target = '', name = ''] = [targets[0], checks[0]]

function reportOf(one: Pick<Result, 'name' | 'outcome' | 'finding'>): Report {
  const result: Result = { sentence: 'It is so.', rule: { pointer: '/' }, requests: 1, ...one }
  return { target, url: '', seed: 1, requests: 1, isCutShort: false, results: [result], cases: {}, undriven: [] }
}

const finding = { message: 'found', again: '' }
const outcomeOf = (report: Report) => withListed(report).results[0]

test('a listed failure is a difference with its reason, and no failure in any report', () => {
  const report = withListed(reportOf({ name, outcome: 'failed', finding }))
  expect(report.results[0]).toMatchObject({ outcome: 'differs', reason: `it ${does}: ${why}` })
  expect(htmlReport([report])).toMatch(/<td class="differs">differs, listed<p>it /)
  expect(junitReport(report)).toContain('failures="0"')
})

test('a failure that is not listed stays one, and so does a listed one of another target', () => {
  expect(outcomeOf(reportOf({ name: 'idempotent', outcome: 'failed', finding }))).toMatchObject({ outcome: 'failed' })
  const elsewhere = { ...reportOf({ name, outcome: 'failed', finding }), target: 'service on SQLite' }
  expect(outcomeOf(elsewhere)).toMatchObject({ outcome: 'failed' })
})

test('a listed difference that no longer exists is a failure that says what to do', () => {
  const mended = outcomeOf(reportOf({ name, outcome: 'passed' }))
  expect(mended).toMatchObject({ outcome: 'failed', finding: { message: expect.stringMatching(/take it out/) } })
})
