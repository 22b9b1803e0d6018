import { createHash } from 'node:crypto'
import type { StoredTask, TaskStore } from '@rds-tasklist/service'
import { PROJECT, SAMPLE, STATUSES } from './document.ts'

/** When the newest task was created, and how much older each next one is: 10^6 tasks are of a good year. */
const NEWEST = Date.UTC(2026, 0, 1)
const APART_MS = 40_000

const NAMES = 8
const TASKS_PER_INSTANCE = 100
const BATCH = 1000

/** The tasks of one project, the newest first. The same number always gives the same task. */
export function taskAt(index: number): StoredTask {
  return {
    ...SAMPLE,
    project_id: PROJECT,
    // IDs come in no order, so that writing touches pages all over the index, as it would with real ones.
    id: createHash('md5').update(String(index)).digest('hex'),
    name: `${SAMPLE.name}${index % NAMES}`,
    instance_id: `${createHash('md5')
      .update(`instance ${Math.floor(index / TASKS_PER_INSTANCE)}`)
      .digest('hex')}in01`,
    order_id: `${SAMPLE.order_id}${index}`,
    create_time: formatTimestamp(createdAt(index)),
    end_time: formatTimestamp(createdAt(index) + APART_MS),
    status: STATUSES[index % STATUSES.length] ?? SAMPLE.status,
  }
}

/** When a task was created, in milliseconds. */
export function createdAt(index: number): number {
  return NEWEST - index * APART_MS
}

/** Puts tasks in as the service does, telling how many are in. */
export async function fill(store: TaskStore, count: number, onProgress: (done: number) => void): Promise<void> {
  for (let done = 0; done < count; done += BATCH) {
    const size = Math.min(BATCH, count - done)
    await store.upsert(Array.from({ length: size }, (_, index) => taskAt(done + index)))
    onProgress(done + size)
  }
}

/** A time as the document writes it. */
function formatTimestamp(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, '+0000')
}
