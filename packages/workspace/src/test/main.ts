import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { dryRun } from '../dry-run.ts'
import { ROOT } from '../root.ts'
import { FULL_TEST_TASKS, TEST_TASKS, turbo } from '../turbo.ts'
import { readRun, removeReports } from './read-run.ts'
import { closingLine, failures, sumResults, type TaskResult } from './results.ts'

const RUNS = join(ROOT, '.turbo/runs')
const FLAGS = ['--continue=dependencies-successful', '--summarize', '--output-logs=new-only']

const tasks = process.argv.includes('--full') ? FULL_TEST_TASKS : TEST_TASKS

async function summaries(): Promise<string[]> {
  return readdir(RUNS).catch(() => [])
}

async function tasksLeftOut(results: TaskResult[]): Promise<number> {
  const { hashes } = await dryRun(ROOT, tasks)
  return Object.keys(hashes).length - results.length
}

await removeReports()
const earlier = new Set(await summaries())
const { code } = await turbo(['run', ...tasks, ...FLAGS])
const summary = (await summaries()).find((file) => !earlier.has(file))
// Without a summary Turbo itself has failed, before any task.
const results = summary ? await readRun(join(RUNS, summary)) : [{ taskId: 'turbo', exitCode: 1 }]
const sum = sumResults(results)
for (const line of results.flatMap(failures)) console.log(line)
const leftOut = summary && code !== 0 ? await tasksLeftOut(results) : 0
if (leftOut > 0) console.log(`${leftOut} tasks did not run, because they need one that failed`)
console.log(closingLine(sum))
process.exitCode = sum.failed > 0 ? 1 : code
