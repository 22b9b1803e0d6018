import { writeFile } from 'node:fs/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { withListed } from '../differences/listed.ts'
import { regressions } from '../regressions.ts'
import { htmlReport } from '../report/html.ts'
import type { Report } from '../run/report.ts'
import { runSuite } from '../run/run-suite.ts'
import { TARGETS } from './test-targets.ts'

const MANNERS = { maxRequests: 200_000, ratePerSecond: Number.POSITIVE_INFINITY }
// Properties that fail, as listed, end early: the mock needs more of them for as many requests.
const [RUNS, RUNS_OF_MOCK] = [260, 420]
const SEED = Math.floor(Math.random() * 2 ** 31)

const reports: Report[] = []

// What the docs can publish: the table of checks and targets.
afterAll(async () => {
  const folder = new URL('../../reports/', import.meta.url)
  await writeFile(new URL('conformance.json', folder), JSON.stringify(reports, null, 2))
  await writeFile(new URL('conformance.html', folder), htmlReport(reports))
})

describe.each(Object.entries(TARGETS))('%s', (name, start) => {
  test(`is the API for at least 10,000 requests (seed ${SEED})`, async () => {
    const { target, close } = await start()
    const report = await runSuite(target, {
      seed: SEED,
      runs: name === 'mock' ? RUNS_OF_MOCK : RUNS,
      manners: MANNERS,
      regressions,
    }).finally(close)
    const listed = withListed(report)
    reports.push(listed)
    expect(listed.results.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    expect(report.requests).toBeGreaterThanOrEqual(10_000)
  })
})
