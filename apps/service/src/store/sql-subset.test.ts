import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { outsideSubset } from './sql-subset.ts'
import type { TaskFilter, TaskStore } from './task-store.ts'
import { START, taskWith } from './test-model.ts'
import { ENGINES, type TestDatabase } from './test-stores.ts'

const FILTERS: Required<TaskFilter> = {
  id: '1',
  instance_id: 'instance',
  order_id: 'order',
  name: 'Create',
  status: 'Completed',
  createdFrom: 0,
  createdTo: START * 2,
}

/** Every filter that can be asked: all subsets of the members. */
function allFilters(): TaskFilter[] {
  const entries = Object.entries(FILTERS)
  return Array.from({ length: 2 ** entries.length }, (_, bits) =>
    Object.fromEntries(entries.filter((_, index) => bits & (1 << index))),
  )
}

/** Makes a store send each statement that it has: early, late and last pages, all filters, each change. */
async function exercise(store: TaskStore): Promise<void> {
  const tasks = Array.from({ length: 450 }, (_, index) => taskWith({ id: `${index}`, order_id: 'order' }))
  await store.upsert(tasks)
  for (const filter of allFilters()) {
    for (const offset of [0, 150, 300, 440]) await store.page('p1', filter, { offset, limit: 10 })
  }
  await store.withStatus('Completed', 10)
  await store.removeCreatedBefore(START + 1, 150)
  await store.ping()
}

describe.each(ENGINES)('$engine', ({ create }) => {
  let database: TestDatabase
  const sent = new Set<string>()

  beforeAll(async () => {
    database = await create()
    const store = await database.open((text) => sent.add(text))
    await exercise(store)
    await store.close()
  })
  afterAll(() => database?.remove())

  test('sends nothing outside the subset', () => {
    const outside = [...sent].map((text) => ({ text, constructs: outsideSubset(text) }))
    expect(outside.filter(({ constructs }) => constructs.length > 0)).toEqual([])
  })

  test('was asked for all that it can send', () => {
    for (const kind of [/^CREATE TABLE/, /^CREATE INDEX/, /^INSERT INTO tasks/, /^DELETE FROM tasks/, /^SELECT 1$/]) {
      expect([...sent].some((text) => kind.test(text))).toBe(true)
    }
    const pages = [...sent].filter((text) => /LIMIT .+ OFFSET/.test(text))
    // All filters but those by ID, which match one: early and late, from either end; by ID, early alone.
    expect(pages.length).toBe(64 * 4 + 64)
  })
})

test.each([
  ['CREATE TABLE IF NOT EXISTS t (id text PRIMARY KEY)', 'primary key of t that does not begin with project_id'],
  ['CREATE TABLE t (project_id text, PRIMARY KEY (project_id))', 'migration that cannot run twice'],
  ['CREATE TABLE IF NOT EXISTS t (project_id text REFERENCES projects, PRIMARY KEY (project_id))', 'foreign key'],
  ['CREATE TABLE IF NOT EXISTS t (project_id text, n bigserial, PRIMARY KEY (project_id, n))', 'sequence'],
  ['CREATE TABLE IF NOT EXISTS t (project_id uuid, PRIMARY KEY (project_id))', 'type besides text and bigint'],
  [
    'CREATE INDEX IF NOT EXISTS i ON tasks (project_id, newest_first DESC)',
    'index with an order, a condition or a method',
  ],
  [
    "CREATE INDEX IF NOT EXISTS i ON tasks (project_id) WHERE status = 'Running'",
    'index with an order, a condition or a method',
  ],
  ['CREATE INDEX IF NOT EXISTS i ON tasks (project_id, lower(name))', 'index on an expression'],
  ['CREATE INDEX IF NOT EXISTS i ON tasks (project_id, (- newest_first))', 'index on an expression'],
  ['CREATE UNIQUE INDEX IF NOT EXISTS i ON tasks (name)', 'unique index besides the primary key'],
  ['CREATE TRIGGER t AFTER INSERT ON tasks', 'code in the database'],
  ['SELECT name, count(*) over() FROM tasks WHERE project_id = ?', 'window function'],
  ['SELECT name FROM tasks', 'tasks without project_id'],
  ['SELECT name FROM tasks WHERE status = ?', 'tasks without project_id'],
  [
    'SELECT name FROM (SELECT id FROM tasks WHERE project_id = $1) AS page JOIN tasks ON id = page.id',
    'tasks, tasks without project_id',
  ],
  ['SELECT name FROM projects WHERE EXISTS (SELECT 1 FROM tasks WHERE project_id = ?)', 'semi-join or lateral join'],
  [
    'SELECT (SELECT name FROM tasks WHERE project_id = task_counts.project_id) FROM task_counts WHERE project_id = ?',
    'tasks, task_counts without project_id',
  ],
  ['UPDATE tasks SET name = ? WHERE id = ?', 'tasks without project_id'],
  ['DELETE FROM task_counts WHERE total = 0', 'task_counts without project_id'],
  ['INSERT INTO tasks (id) VALUES (?)', 'tasks without project_id first'],
  ['SELECT name FROM tasks WHERE project_id = ? FOR UPDATE', 'row lock'],
  ['SELECT pg_advisory_lock(1)', 'LISTEN, NOTIFY or advisory lock'],
  ['SAVEPOINT one', 'statement that not all have'],
  ['BEGIN; SELECT 1', 'several statements in one'],
])('sees what lies outside: %s', (text, construct) => {
  expect(outsideSubset(text)).toContain(construct)
})
