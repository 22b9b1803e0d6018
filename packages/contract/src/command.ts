import { writeFile } from 'node:fs/promises'
import { sendFirst } from './first-request.ts'
import { HELP, type Options, readOptions, UsageError } from './read-options.ts'
import { regressions } from './regressions.ts'
import { htmlReport } from './report/html.ts'
import { junitReport } from './report/junit.ts'
import { progressOn } from './report/progress.ts'
import { terminalReport } from './report/terminal.ts'
import { keep, readKept, together } from './run/kept.ts'
import { failuresOf, type Report } from './run/report.ts'
import { runSuite } from './run/run-suite.ts'
import { Unreachable } from './run/sender.ts'
import { isLoopback } from './targets/target.ts'

const EXIT = { violation: 1, usage: 2, unreachable: 3, failed: 4 }

/** Does what the command line asks for and sets the exit code. */
export async function runCommand(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  try {
    const options = readOptions(args, env)
    if (!options) return console.log(HELP)
    warn(options)
    const report = await judge(options)
    console.log(terminalReport(report))
    if (report.isCutShort) console.error('The requests ended before the checks did: raise --max-requests.')
    if (failuresOf(report).length > 0) process.exitCode = EXIT.violation
    else if (report.isCutShort) process.exitCode = EXIT.failed
    await writeReports(options, report)
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = exitCodeOf(error)
  }
}

async function judge({ target, run, keep: file }: Options): Promise<Report> {
  const kept = file === undefined ? {} : await readKept(file)
  await sendFirst(target, run.manners)
  const progress = progressOn(process.stderr)
  const told = { onCheck: progress.show, onRequest: progress.ask }
  const options = { ...run, regressions: together(regressions, kept), ...told }
  const report = await runSuite(target, options).finally(progress.end)
  if (file !== undefined) await keep(file, kept, report)
  return report
}

async function writeReports({ files: { json, junit, html } }: Options, report: Report): Promise<void> {
  if (json) await writeFile(json, `${JSON.stringify(report, null, 2)}\n`)
  if (junit) await writeFile(junit, junitReport(report))
  if (html) await writeFile(html, htmlReport([report]))
}

function warn({ target, run: { manners } }: Options): void {
  if (isLoopback(target.url)) return
  const { maxRequests, ratePerSecond } = manners
  console.error(
    `${target.url} is not this machine. Up to ${maxRequests} reads follow, ${ratePerSecond} per second, some with wrong ` +
      'parameters, tokens and signatures. Ask who runs it first; Ctrl+C stops.',
  )
}

function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage
  return error instanceof Unreachable ? EXIT.unreachable : EXIT.failed
}
