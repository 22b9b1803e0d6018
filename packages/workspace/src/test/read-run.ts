import { glob, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from '../root.ts'
import { NO_SCRIPT } from '../turbo.ts'
import type { Report, TaskResult } from './results.ts'

type RunSummary = {
  tasks: { taskId: string; task: string; directory: string; command: string; execution?: { exitCode: number } }[]
}

/** Where vitest.base.ts puts the report of each task that runs tests. */
const REPORTS: Record<string, string> = { test: 'vitest.json', 'test:full': 'vitest.full.json' }

/** Removes the reports of earlier runs. Turbo brings those of cached tasks back; what is missing then did not run. */
export async function removeReports(): Promise<void> {
  for await (const directory of glob('{spec,apps/*,packages/*}/reports', { cwd: ROOT })) {
    await rm(join(ROOT, directory), { recursive: true })
  }
}

/** What the tasks of a run came to, from the summary file that `turbo run --summarize` names in its output. */
export async function readRun(summaryFile: string): Promise<TaskResult[]> {
  const { tasks } = JSON.parse(await readFile(summaryFile, 'utf8')) as RunSummary
  const ran = tasks.filter(({ command }) => command !== NO_SCRIPT)
  return Promise.all(
    ran.map(async ({ taskId, task, directory, execution }) => {
      const file = REPORTS[task]
      const report = file === undefined ? undefined : await readReport(join(ROOT, directory, 'reports', file))
      return { taskId, exitCode: execution?.exitCode ?? 1, ...(report && { report }) }
    }),
  )
}

async function readReport(file: string): Promise<Report | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : (JSON.parse(text) as Report)
}
