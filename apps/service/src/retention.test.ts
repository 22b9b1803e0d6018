import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type RetentionOptions, startRetention } from './retention.ts'
import { openSqliteStore } from './store/sqlite-store.ts'
import type { TaskStore } from './store/task-store.ts'
import { START, taskWith } from './store/test-model.ts'
import { ENGINES, type TestDatabase } from './store/test-stores.ts'
import { folderForTest } from './testing/command.ts'

const DAY_MS = 24 * 3_600_000
const NOW = START + 100 * DAY_MS

/** Tasks that are so many days old at `NOW`. */
function aged(project: string, days: number, count: number, status = 'Completed') {
  const create_time = new Date(NOW - days * DAY_MS).toISOString().replace(/\.\d+Z$/, '+0000')
  const task = (_: unknown, index: number) =>
    taskWith({ project_id: project, id: `${status}-${days}-${index}`, status: status as 'Completed', create_time })
  return Array.from({ length: count }, task)
}

/** A retention that is told to stop when the test is finished, and what it logs. */
function retention(options: Pick<RetentionOptions, 'store'> & Partial<RetentionOptions>) {
  const lines: unknown[] = []
  let heard = () => {}
  const keep = (line: unknown) => {
    lines.push(line)
    heard()
  }
  const { stop } = startRetention({
    days: 30,
    log: { info: keep, warn: keep, error: keep },
    now: () => NOW,
    ...options,
  })
  onTestFinished(stop)
  const nextLine = () => new Promise<void>((resolve) => (heard = resolve))
  return { lines, stop, nextLine }
}

async function totalOf(store: TaskStore, project: string, filter = {}): Promise<number> {
  return (await store.page(project, filter, { offset: 0, limit: 1 })).total
}

describe.each(ENGINES)('retention on $engine', ({ create }) => {
  let database: TestDatabase
  let store: TaskStore
  beforeAll(async () => {
    database = await create()
    store = await database.open()
  })
  afterAll(async () => {
    await store?.close()
    await database?.remove()
  })

  test('removes in batches what is too old, keeps what runs, and answers meanwhile', async () => {
    await store.upsert([...aged('many', 31, 1000), ...aged('many', 29, 3), ...aged('many', 99, 2, 'Running')])
    await store.upsert(aged('few', 31, 7))
    const { lines } = retention({ store })
    const seen = new Set<number>()
    while (lines.length === 0) {
      seen.add(await totalOf(store, 'many'))
      // SQLite answers without ever waiting.
      await new Promise(setImmediate)
    }
    expect([...seen].filter((total) => total > 5 && total < 1005)).not.toEqual([])
    expect([await totalOf(store, 'many'), await totalOf(store, 'many', { status: 'Running' })]).toEqual([5, 2])
    expect(await totalOf(store, 'few')).toBe(0)
    expect(lines).toEqual([{ removed: 1007, older_than_days: 30 }])
  })

  test('begins again after a pause', async () => {
    const { lines, nextLine } = retention({ store, pause: 5 })
    for (const count of [1, 2]) {
      const heard = nextLine()
      await store.upsert(aged('later', 31, count))
      await heard
    }
    expect(lines).toEqual([1, 2].map((removed) => ({ removed, older_than_days: 30 })))
  })

  test('several processes may do so at once: each task is removed once, and the counts are right', async () => {
    const other = await database.open()
    await store.upsert([...aged('shared', 31, 2000), ...aged('shared', 1, 9)])
    const both = [retention({ store, pause: 5 }), retention({ store: other, pause: 5 })]
    while ((await totalOf(store, 'shared')) > 9) await new Promise(setImmediate)
    await Promise.all(both.map(({ stop }) => stop()))
    await other.close()
    const removed = both.flatMap(({ lines }) => lines as { removed: number }[]).map((line) => line.removed)
    expect(removed.reduce((sum, count) => sum + count)).toBe(2000)
    expect(await totalOf(store, 'shared', { createdFrom: 0 })).toBe(9)
  })

  test('told to stop, it ends with the batch that it is at', async () => {
    await store.upsert(aged('stopped', 31, 1000))
    await retention({ store }).stop()
    expect(await totalOf(store, 'stopped')).toBe(800)
  })
})

test('a database that does not answer is tried again at the next turn', async () => {
  const file = `${await folderForTest()}/tasks.sqlite`
  const store = await openSqliteStore({ file, busyTimeoutMs: 50 })
  onTestFinished(() => store.close())
  await store.upsert(aged('held', 31, 1))
  const holder = new DatabaseSync(file)
  holder.exec('BEGIN IMMEDIATE')
  const { lines, nextLine } = retention({ store, pause: 5 })
  await nextLine()
  expect(lines).toEqual([expect.stringMatching(/^old tasks are removed later: SQLite cannot use /)])
  holder.exec('ROLLBACK')
  holder.close()
  while ((await totalOf(store, 'held')) > 0) await new Promise(setImmediate)
})
