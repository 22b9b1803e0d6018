import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from '../root.ts'
import { turbo } from '../turbo.ts'
import { readRun, removeReports } from './read-run.ts'
import { closingLine, sumResults } from './results.ts'

const RUNS = join(ROOT, '.turbo/runs')
const TASKS = ['lint', '//#lint', 'generate:check', 'build', 'typecheck', 'test']
const FLAGS = ['--continue=dependencies-successful', '--summarize', '--output-logs=new-only', '--log-order=grouped']

async function summaries(): Promise<string[]> {
  return readdir(RUNS).catch(() => [])
}

await removeReports()
const earlier = new Set(await summaries())
const { code } = await turbo(['run', ...TASKS, ...FLAGS])
const summary = (await summaries()).find((file) => !earlier.has(file))
const results = summary ? await readRun(join(RUNS, summary)) : []
for (const { taskId, exitCode } of results) if (exitCode !== 0) console.log(`failed: ${taskId}`)
const sum = sumResults(results)
console.log(closingLine(sum))
process.exitCode = sum.failed > 0 ? 1 : code
