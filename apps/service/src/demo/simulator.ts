import type { StoredTask, TaskStore } from '../store/task-store.ts'
import { advance, beginTask, DEMO_PROJECTS } from './demo-tasks.ts'
import { randomFrom } from './random.ts'

const RUNNING_AT_MOST = 1000
/** Of each project. */
const RUNNING_AT_LEAST = 2
/** Of each project: about a week of tasks. */
const BEGUN_AT_MOST = 500

/** Moves a demo forward to a time: running tasks advance or end, and new ones begin where few are left. */
export type Simulator = { tick(now: number): Promise<void> }

export function createSimulator(store: Pick<TaskStore, 'withStatus' | 'upsert'>, seed: number): Simulator {
  const begin = beginner(seed)
  return {
    async tick(now) {
      const running = await store.withStatus('Running', RUNNING_AT_MOST)
      const moved = running.map((task) => advance(task, now))
      const changed = moved.filter((task, index) => task.process !== running[index]?.process)
      const begun = DEMO_PROJECTS.flatMap((project) => {
        const left = moved.filter((task) => task.project_id === project && task.status === 'Running').length
        return Array.from({ length: Math.max(0, RUNNING_AT_LEAST - left) }, () => begin(project, now))
      })
      if (changed.length + begun.length > 0) await store.upsert([...changed, ...begun])
    },
  }
}

/**
 * Begins tasks. From some number on, each has the ID of the oldest that was begun in its project, and so takes its place: a demo
 * that runs for months stays as large as one that runs for a week.
 */
function beginner(seed: number): (project: string, now: number) => StoredTask {
  const random = randomFrom(~seed)
  const begun = new Map<string, string[]>()
  return (project, now) => {
    const ids = begun.get(project) ?? []
    const task = beginTask(project, now, random)
    const id = (ids.length < BEGUN_AT_MOST ? undefined : ids.shift()) ?? task.id
    begun.set(project, [...ids, id])
    return { ...task, id }
  }
}
