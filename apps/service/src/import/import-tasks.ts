import type { StoredTask, TaskStore } from '../store/task-store.ts'
import { readTask } from './read-task.ts'

/** Told while an import runs. */
export type ImportProgress = {
  /** This many tasks are committed: whatever happens now, they are kept. */
  committed(count: number): void
  /** A line that is left out. Numbers begin with 1. */
  rejected(line: number, problem: string): void
}

export type ImportResult = { committed: number; rejected: number }

const BATCH = 1000

/**
 * Puts the tasks of the lines into the store, a batch at a time, so that memory stays flat. A bad line is reported and left out;
 * empty lines are passed over. Importing the same lines again changes nothing; of two lines for one task the later wins.
 */
export async function importTasks(
  lines: AsyncIterable<string>,
  store: Pick<TaskStore, 'upsert'>,
  progress: ImportProgress,
): Promise<ImportResult> {
  const result = { committed: 0, rejected: 0 }
  let batch: StoredTask[] = []
  const commit = async () => {
    if (batch.length === 0) return
    await store.upsert(batch)
    result.committed += batch.length
    batch = []
    progress.committed(result.committed)
  }

  let number = 0
  for await (const line of lines) {
    number += 1
    if (line.trim() === '') continue
    const read = readTask(line)
    if (read.ok) batch.push(read.task)
    else {
      result.rejected += 1
      progress.rejected(number, read.problem)
    }
    if (batch.length === BATCH) await commit()
  }
  await commit()
  return result
}
