import { expect, onTestFinished, test } from 'vitest'
import { CORRECT } from '../mutants/behaviour.ts'
import { KNOWN_TARGET } from '../mutants/known.ts'
import { startReferenceServer } from '../mutants/reference-server.ts'
import { failuresOf } from './report.ts'
import { runSuite } from './run-suite.ts'

test('when a server hangs, what saw it fails, and what is left is skipped and says why', async () => {
  const server = await startReferenceServer({
    ...CORRECT,
    respond: (self, request) => (request.rawQuery === '' ? CORRECT.respond(self, request) : new Promise(() => {})),
  })
  onTestFinished(server.close)
  const manners = { maxRequests: 5000, ratePerSecond: Number.POSITIVE_INFINITY, timeoutMs: 20 }
  const report = await runSuite({ ...KNOWN_TARGET, url: server.url }, { seed: 1, runs: 1, manners })
  expect(failuresOf(report)).toEqual(['no-server-error', 'negative-data-rejected'])
  const skipped = report.results.filter(({ outcome }) => outcome === 'skipped')
  expect(skipped.map(({ name }) => name)).toEqual(expect.arrayContaining(['page-size', 'every-rule-tried']))
  for (const { reason } of skipped) expect(reason).toMatch(/left 3 requests without an answer.*the last was GET /)
  expect(report.requests).toBe(3)
})
