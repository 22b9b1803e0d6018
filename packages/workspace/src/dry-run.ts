import { NO_SCRIPT, TEST_TASKS, turbo } from './turbo.ts'

type DryRun = { tasks: { taskId: string; hash: string; command: string; dependencies: string[] }[] }

/** What Turbo would run, and by which hash it would know each task again. */
export type Graph = { hashes: Record<string, string>; dependencies: Record<string, string[]> }

export async function dryRun(root: string, tasks = TEST_TASKS): Promise<Graph> {
  const { output } = await turbo(['run', ...tasks, '--dry=json'], { stdio: 'pipe', root })
  const json = output.slice(output.indexOf('\n{') + 1, output.lastIndexOf('}') + 1)
  const run = JSON.parse(json) as DryRun
  return {
    hashes: Object.fromEntries(run.tasks.filter(hasScript).map(({ taskId, hash }) => [taskId, hash])),
    dependencies: Object.fromEntries(run.tasks.map(({ taskId, dependencies }) => [taskId, dependencies])),
  }
}

function hasScript({ command }: { command: string }): boolean {
  return command !== NO_SCRIPT
}

/** The tasks that have another hash, and so would run again. */
export function changed(before: Graph, after: Graph): string[] {
  return Object.keys(after.hashes).filter((task) => after.hashes[task] !== before.hashes[task])
}

/** Whether a task comes after another one, directly or not. */
export function dependsOn({ dependencies }: Graph, task: string, other: string): boolean {
  return (dependencies[task] ?? []).some((one) => one === other || dependsOn({ hashes: {}, dependencies }, one, other))
}
