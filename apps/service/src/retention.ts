import { setImmediate, setTimeout } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import { StoreUnavailable, type TaskStore } from './store/task-store.ts'

export type RetentionOptions = {
  store: Pick<TaskStore, 'removeCreatedBefore'>
  /** How long tasks are kept after their creation. */
  days: number
  log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>
  /** From the end of one turn to the next, in milliseconds; an hour unless told otherwise. */
  pause?: number
  /** Gives milliseconds since 1970-01-01 UTC. */
  now?: () => number
}

const DAY_MS = 24 * 3_600_000
const HOUR_MS = 3_600_000

/** Few enough for SQLite, which answers nobody while it removes them. */
const BATCH = 200

/**
 * Removes old tasks now and then, until it is told to stop; it then ends the batch that it is at. Running tasks stay. Several
 * processes may do so to one database.
 */
export function startRetention(options: RetentionOptions): { stop(): Promise<void> } {
  const { pause = HOUR_MS } = options
  const stopping = new AbortController()
  const { signal } = stopping
  const turns = async () => {
    while (!signal.aborted) {
      await turn(options, signal)
      await setTimeout(pause, undefined, { signal, ref: false }).catch(() => {})
    }
  }
  const ended = turns()
  return {
    stop() {
      stopping.abort()
      return ended
    },
  }
}

/** Nothing that goes wrong here may end the service; the next turn tries again. */
async function turn({ store, days, log, now = Date.now }: RetentionOptions, signal: AbortSignal): Promise<void> {
  const end = now() - days * DAY_MS
  let removed = 0
  try {
    for (let last = BATCH; last === BATCH && !signal.aborted; removed += last) {
      last = await store.removeCreatedBefore(end, BATCH)
      await setImmediate()
    }
  } catch (error) {
    if (error instanceof StoreUnavailable) log.warn(`old tasks are removed later: ${error.message}`)
    else log.error(error, 'old tasks were not removed')
  }
  if (removed > 0) log.info({ removed, older_than_days: days }, 'removed old tasks')
}
