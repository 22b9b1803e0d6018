#!/usr/bin/env node
import { writeFile } from 'node:fs/promises'
import { HELP, type Options, readOptions, UsageError } from './read-options.ts'
import { htmlReport } from './report/html.ts'
import { junitReport } from './report/junit.ts'
import { progressLine, terminalReport } from './report/terminal.ts'
import { keep, readKept } from './run/kept.ts'
import { failuresOf } from './run/report.ts'
import { runSuite } from './run/run-suite.ts'
import { Unreachable } from './run/sender.ts'
import { isLoopback } from './targets/target.ts'

const EXIT = { violation: 1, usage: 2, unreachable: 3 }

async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env)
  if (!options) return console.log(HELP)
  warn(options)
  const kept = options.keep === undefined ? {} : await readKept(options.keep)
  const report = await runSuite(options.target, {
    ...options.run,
    regressions: kept,
    onResult: (result, done, of) => console.error(progressLine(result, done, of)),
  })
  console.log(terminalReport(report))
  const { json, junit, html } = options.files
  if (json) await writeFile(json, `${JSON.stringify(report, null, 2)}\n`)
  if (junit) await writeFile(junit, junitReport(report))
  if (html) await writeFile(html, htmlReport([report]))
  if (options.keep !== undefined) await keep(options.keep, kept, report)
  if (failuresOf(report).length > 0) process.exitCode = EXIT.violation
}

function warn({ target, run: { manners } }: Options): void {
  if (isLoopback(target.url)) return
  const { maxRequests, ratePerSecond } = manners
  console.error(
    `${target.url} is not this machine. Up to ${maxRequests} reads follow, ${ratePerSecond} per second, some with wrong ` +
      'parameters, tokens and signatures. Ask who runs it first; Ctrl+C stops.',
  )
}

try {
  await run()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode =
    error instanceof UsageError ? EXIT.usage : error instanceof Unreachable ? EXIT.unreachable : EXIT.violation
}
