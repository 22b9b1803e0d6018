import { expect, test } from 'vitest'
import { bundle } from '../bundle.ts'
import { judgeBehaviour } from '../mutants/judge-behaviour.ts'
import { KNOWN_TARGET } from '../mutants/known.ts'
import { startReferenceServer } from '../mutants/reference-server.ts'
import { failuresOf } from '../run/report.ts'
import { runSuite } from '../run/run-suite.ts'
import { checks, notApplicable, observers } from './index.ts'

const all = [...observers, ...checks, ...notApplicable]

test('every check has a name of its own and a sentence', () => {
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
  for (const { sentence } of all) expect(sentence).toMatch(/^.+\.$/)
})

test.each(all)('the rule of $name is in the document', ({ rule }) => {
  if ('behaviour' in rule) expect(bundle.info.description).toContain(`| ${rule.behaviour} |`)
  else {
    const steps = rule.pointer
      .slice(1)
      .split('/')
      .map((step) => step.replaceAll('~1', '/'))
    expect(steps.reduce((at, step) => (at as Record<string, unknown>)?.[step], bundle as unknown)).toBeDefined()
  }
})

test('a rule without a case fails the run', async () => {
  const report = await judgeBehaviour(undefined, { runs: 1 })
  expect(Object.values(report.cases).every((count) => count > 0)).toBe(true)
  expect(report.results.find(({ name }) => name === 'every-rule-tried')?.outcome).toBe('passed')
  // The budget ends before most rules have had their turn.
  const server = await startReferenceServer()
  const manners = { maxRequests: 5, ratePerSecond: Number.POSITIVE_INFINITY }
  const short = await runSuite({ ...KNOWN_TARGET, url: server.url }, { seed: 1, runs: 1, manners }).finally(
    server.close,
  )
  expect(short.results.find(({ name }) => name === 'every-rule-tried')?.finding?.message).toMatch(
    /no case .*limit maximum/,
  )
  expect(short.requests).toBe(5)
})

test('a profile that leaves out a status, or claims too much, fails', async () => {
  const server = await startReferenceServer()
  const judge = async (statuses: number[]) => {
    const undriven = { ListTasks: statuses.map((status) => ({ status, reason: 'a reason' })) }
    const options = { seed: 1, runs: 1, manners: { maxRequests: 10_000, ratePerSecond: Number.POSITIVE_INFINITY } }
    return failuresOf(await runSuite({ ...KNOWN_TARGET, url: server.url, undriven }, options))
  }
  const found = [await judge([429, 500, 503]), await judge([429, 500]), await judge([403, 429, 500, 503])]
  await server.close()
  expect(found).toEqual([[], ['every-status-driven'], ['every-status-driven']])
})
