import { relative } from 'node:path'
import { FIGURES } from './figures/index.ts'
import { measure } from './measure.ts'
import { helpText, readOptions, UsageError } from './options.ts'
import { progressOn } from './progress.ts'
import { writeReport } from './report.ts'
import { tableOf } from './table.ts'

const EXIT = { notMeasured: 1, usage: 2 }

async function run(): Promise<void> {
  const names = Object.keys(FIGURES)
  const options = readOptions(process.argv.slice(2), names)
  if (!options) return console.log(helpText(names))
  const progress = progressOn(process.stdout)
  const report = await measure(options.figures, options.scale, progress)
  progress('')
  const rows = Object.values(report.figures).flat()
  console.log(tableOf(rows))
  const written = await writeReport(report, options.whole)
  console.log(`\n${report.seconds} s; written: ${written.map((path) => relative(process.cwd(), path)).join(', ')}`)
  if (rows.some((row) => 'notMeasured' in row)) process.exitCode = EXIT.notMeasured
}

// Ctrl+C must not leave servers behind: they end with this process only when it ends by itself.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

try {
  await run()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = error instanceof UsageError ? EXIT.usage : EXIT.notMeasured
}
