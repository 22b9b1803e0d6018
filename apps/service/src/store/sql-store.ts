import { type Engine, rowsOf } from './plan.ts'
import { projectIds, readPage, readWithStatus } from './read-plans.ts'
import { canMatch, rowOf } from './task-row.ts'
import type { TaskStore } from './task-store.ts'
import { findOld, removeOld, upsertRows } from './write-plans.ts'

/** The store over an engine whose tables are there. */
export function taskStoreOver(engine: Engine): TaskStore {
  return {
    page: async (projectId, filter, window) =>
      canMatch(projectId, filter)
        ? engine.read(() => readPage(projectId, filter, window))
        : { total: 0, actions: [], tasks: [] },
    upsert: async (tasks) => {
      const rows = tasks.map(rowOf)
      if (rows.length > 0) await engine.write(() => upsertRows(rows))
    },
    withStatus: async (status, limit) => engine.read(() => readWithStatus(status, limit)),
    removeCreatedBefore: (time, limit) => removeCreatedBefore(engine, time, limit),
    ping: async () => {
      await engine.read(() => rowsOf('SELECT 1'))
    },
    close: () => engine.close(),
  }
}

/** One transaction for each project, so that none waits for the removal in another; none for a project that has nothing to remove. */
async function removeCreatedBefore(engine: Engine, time: number, limit: number): Promise<number> {
  let removed = 0
  for (const projectId of await engine.read(projectIds)) {
    if (removed >= limit) break
    const [old] = await engine.read(() => findOld(projectId, time, 1))
    if (old) removed += await engine.write(() => removeOld(projectId, time, limit - removed))
  }
  return removed
}
