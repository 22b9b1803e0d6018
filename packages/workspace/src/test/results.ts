/** What Vitest's JSON report says, as far as it counts here. */
export type Report = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  success: boolean
  testResults: { assertionResults: { status: string; fullName: string }[] }[]
}

/** A task that Turbo ran or took from its cache in this run. */
export type TaskResult = { taskId: string; exitCode: number; report?: Report }

export type Sum = { passed: number; failed: number; skipped: number }

/**
 * Counts every test of every report, and a task without a report (a build, a lint, a typecheck) as one. A task that failed
 * although its report shows no failure counts as one failure: its runner broke.
 */
export function sumResults(tasks: TaskResult[]): Sum {
  return tasks.map(count).reduce(add, { passed: 0, failed: 0, skipped: 0 })
}

/** The line that ends a run, such as `412 passed, 0 failed`. */
export function closingLine({ passed, failed, skipped }: Sum): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** What failed in a task, one line each: its tests by name, or the task itself. */
export function failures({ taskId, exitCode, report }: TaskResult): string[] {
  if (exitCode === 0) return []
  const tests = report?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? []
  const failed = tests.filter(({ status }) => status === 'failed')
  return failed.length > 0 ? failed.map(({ fullName }) => `failed: ${taskId}: ${fullName}`) : [`failed: ${taskId}`]
}

function count({ exitCode, report }: TaskResult): Sum {
  const ok = exitCode === 0
  if (!report) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
  const broken = report.numFailedTests === 0 && !(ok && report.success)
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + (broken ? 1 : 0),
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

function add(a: Sum, b: Sum): Sum {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}
