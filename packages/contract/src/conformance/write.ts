import { writeFile } from 'node:fs/promises'
import { withListed } from '../differences/listed.ts'
import { regressions } from '../regressions.ts'
import { progressOn } from '../report/progress.ts'
import { failuresOf, type Report } from '../run/report.ts'
import { runSuite } from '../run/run-suite.ts'
import { TARGETS } from '../targets/test-targets.ts'
import { conformanceOf } from './conformance.ts'

const MANNERS = { maxRequests: 5000, ratePerSecond: Number.POSITIVE_INFINITY }
// The same seed, so that what is written changes only if something else does.
const [SEED, RUNS] = [1, 20]

async function judge(start: (typeof TARGETS)[string]): Promise<Report> {
  const { target, close } = await start()
  const progress = progressOn(process.stderr)
  const options = {
    seed: SEED,
    runs: RUNS,
    manners: MANNERS,
    regressions,
    onCheck: progress.show,
    onRequest: progress.ask,
  }
  return withListed(await runSuite(target, options).finally(progress.end).finally(close))
}

const reports: Report[] = []
for (const start of Object.values(TARGETS)) reports.push(await judge(start))
const file = new URL('../../CONFORMANCE.json', import.meta.url)
await writeFile(
  file,
  `${JSON.stringify(conformanceOf(reports, SEED, new Date().toISOString().slice(0, 10)), null, 2)}\n`,
)
for (const report of reports.filter((one) => failuresOf(one).length > 0)) {
  console.error(`${report.target} fails ${failuresOf(report).join(', ')}`)
  process.exitCode = 1
}
