import type { TaskStore } from '../store/task-store.ts'
import { advance, beginTask, DEMO_PROJECTS } from './demo-tasks.ts'
import { randomFrom } from './random.ts'

const RUNNING_AT_MOST = 1000
const RUNNING_AT_LEAST = 4

/** Moves a demo forward to a time: running tasks advance or end, and new ones begin when few are left. */
export type Simulator = { tick(now: number): Promise<void> }

export function createSimulator(store: Pick<TaskStore, 'withStatus' | 'upsert'>, seed: number): Simulator {
  const random = randomFrom(~seed)
  return {
    async tick(now) {
      const running = await store.withStatus('Running', RUNNING_AT_MOST)
      const moved = running.map((task) => advance(task, now))
      const left = moved.filter(({ status }) => status === 'Running').length
      const begun = Array.from({ length: Math.max(0, RUNNING_AT_LEAST - left) }, (_, index) =>
        beginTask(DEMO_PROJECTS[index % DEMO_PROJECTS.length] as string, now, random),
      )
      const changed = moved.filter((task, index) => task.process !== running[index]?.process)
      if (changed.length + begun.length > 0) await store.upsert([...changed, ...begun])
    },
  }
}
