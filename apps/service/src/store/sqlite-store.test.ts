import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSqliteStore } from './sqlite-store.ts'
import { START, taskWith } from './test-model.ts'

const ALL = { offset: 0, limit: 10_000 }
let folder: string
let file: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rds-tasklist-sqlite-'))
  file = join(folder, 'tasks.db')
})
afterAll(() => rm(folder, { recursive: true }))

/** Another process, which puts `rounds` batches of `size` tasks into a project, each batch in place of the one before. */
async function writerProcess(project: string, rounds: number, size: number): Promise<void> {
  const url = (name: string) => JSON.stringify(new URL(name, import.meta.url).href)
  const script = `
    import { openSqliteStore } from ${url('sqlite-store.ts')}
    import { taskWith } from ${url('test-model.ts')}
    const store = await openSqliteStore({ file: ${JSON.stringify(file)} })
    for (let round = 0; round < ${rounds}; round += 1) {
      const task = (_, index) => taskWith({ project_id: '${project}', id: String(index), name: 'N' + round })
      await store.upsert(Array.from({ length: ${size} }, task))
    }
    await store.close()`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
}

test('two processes write one file while it is read: none fails, nothing is lost, each page is of one moment', async () => {
  const store = await openSqliteStore({ file })
  let writing = true
  const others = Promise.all([writerProcess('p1', 200, 200), writerProcess('p2', 200, 200)]).finally(() => {
    writing = false
  })
  const seen = new Set<string>()
  let own = 0
  while (writing) {
    const page = await store.page('p1', {}, ALL)
    // A batch replaces all names at once, so that another moment's counts would show.
    expect(page.actions).toEqual([...new Set(page.tasks.map(({ name }) => name))])
    expect(page.total).toBe(page.tasks.length)
    seen.add(page.actions.join())
    await store.upsert([taskWith({ project_id: 'own', id: `${own}` })])
    own += 1
    await new Promise(setImmediate)
  }
  await others
  expect(seen.size).toBeGreaterThan(2)
  for (const [project, total] of [
    ['p1', 200],
    ['p2', 200],
    ['own', own],
  ] as const) {
    expect((await store.page(project, {}, ALL)).total).toBe(total)
    expect((await store.page(project, { createdFrom: START }, ALL)).tasks).toHaveLength(total)
  }
  await store.close()
})

test('a page is of one moment, even if another process writes between two statements of it', async () => {
  const other = new DatabaseSync(file)
  const onStatement = (text: string) => {
    if (/^SELECT id\b.* FROM tasks/.test(text)) other.exec("DELETE FROM tasks WHERE project_id = 'moment'")
  }
  const store = await openSqliteStore({ file, onStatement })
  await store.upsert([taskWith({ project_id: 'moment' })])
  const page = await store.page('moment', {}, ALL)
  expect([page.total, page.tasks.length]).toEqual([1, 1])
  expect(other.prepare("SELECT id FROM tasks WHERE project_id = 'moment'").all()).toEqual([])
  other.close()
  await store.close()
})

test('a writer that never ends: reads go on, a write says in time that the store cannot be used, and succeeds afterwards', async () => {
  const store = await openSqliteStore({ file, busyTimeoutMs: 300 })
  const holder = new DatabaseSync(file)
  holder.exec('BEGIN IMMEDIATE')
  const upsert = store.upsert([taskWith({ project_id: 'held' })])
  expect((await store.page('held', {}, ALL)).total).toBe(0)
  await expect(upsert).rejects.toMatchObject({ name: 'StoreUnavailable', message: expect.stringContaining(file) })
  holder.exec('ROLLBACK')
  holder.close()
  await store.upsert([taskWith({ project_id: 'held' })])
  expect((await store.page('held', {}, ALL)).total).toBe(1)
  await store.close()
})

test('has its file write ahead, so that readers and a writer do not wait for each other', async () => {
  const store = await openSqliteStore({ file })
  const other = new DatabaseSync(file)
  expect(other.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
  other.close()
  await store.close()
})

test('keeps all in memory when it is told so', async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  await store.upsert([taskWith({})])
  expect(await store.page('p1', {}, ALL)).toMatchObject({ total: 1, actions: ['Create'] })
  await store.close()
})

test('says what is wrong with a file that it cannot use', async () => {
  const missing = join(folder, 'missing', 'tasks.db')
  await expect(openSqliteStore({ file: missing })).rejects.toMatchObject({
    name: 'StoreUnavailable',
    message: `SQLite cannot use ${missing}: unable to open database file.`,
  })
  const text = join(folder, 'text.db')
  await writeFile(text, 'no database, but a text that is long enough to have a header'.repeat(10))
  await expect(openSqliteStore({ file: text })).rejects.toThrow('file is not a database')
})

test('reads by an index that fits, and never the whole project', async () => {
  const texts = new Set<string>()
  const store = await openSqliteStore({ file, onStatement: (text) => texts.add(text) })
  await store.upsert(Array.from({ length: 400 }, (_, index) => taskWith({ id: `${index}` })))
  await store.removeCreatedBefore(START + 1, 1)
  for (const filter of [
    { id: '1' },
    { instance_id: 'instance' },
    { order_id: '' },
    { name: 'Create' },
    { status: 'Failed' },
  ]) {
    for (const window of [{}, { createdFrom: 0 }]) {
      for (const offset of [0, 150]) await store.page('p1', { ...filter, ...window }, { offset, limit: 10 })
    }
  }
  await store.close()
  const database = new DatabaseSync(file)
  const steps = [...texts]
    .filter((text) => /\btasks\b/.test(text) && !text.startsWith('CREATE'))
    .flatMap((text) => database.prepare(`EXPLAIN QUERY PLAN ${text}`).all())
    .map(({ detail }) => String(detail))
    .filter((detail) => /\btasks\b/.test(detail))
  database.close()
  expect(steps.length).toBeGreaterThan(20)
  // Besides the project, each step is narrowed by what was asked for.
  expect(steps.filter((step) => !/\(project_id=\? AND \w+[=<>]/.test(step))).toEqual([])
})
