import { describe, expect, test } from 'vitest'
import { checks } from '../checks/index.ts'
import { withListed } from '../differences/listed.ts'
import { regressions } from '../regressions.ts'
import { listOperation } from '../rules/document.ts'
import { runSuite } from '../run/run-suite.ts'
import { TARGETS } from './test-targets.ts'

const MANNERS = { maxRequests: 5000, ratePerSecond: Number.POSITIVE_INFINITY }
// Each run looks elsewhere; the report of a failure names the seed.
const SEED = Math.floor(Math.random() * 2 ** 31)

// What the mock was not seeded with, nobody can look for; and one task fills no pages.
const SKIPPED: Record<string, string[]> = {
  mock: ['tenant-isolation', 'pages-partition-the-list'],
  'mock --stateful': ['tenant-isolation'],
}

describe.each(Object.entries(TARGETS))('%s', (name, start) => {
  test(`is the API but for the differences that are listed (seed ${SEED})`, async () => {
    const { target, close } = await start()
    const report = await runSuite(target, { seed: SEED, runs: 10, manners: MANNERS, regressions }).finally(close)
    expect(withListed(report).results.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    const skipped = report.results.filter(({ outcome }) => outcome === 'skipped').map((one) => one.name)
    expect(skipped).toEqual(SKIPPED[name] ?? [])
    expect(report.results.length).toBeGreaterThan(checks.length)
    expect(
      report.undriven.map(({ status }) => String(status)).every((status) => status in listOperation().responses),
    ).toBe(true)
  })
})
