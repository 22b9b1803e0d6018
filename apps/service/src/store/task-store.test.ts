import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { StoredTask, TaskStore } from './task-store.ts'
import { change, Model, PROJECTS, question, START, taskWith, timeText } from './test-model.ts'
import { ENGINES, type TestDatabase } from './test-stores.ts'

const ALL = { offset: 0, limit: 1_000 }
/** A window that holds every task; with it the tasks are counted, not read from the kept counts. */
const COUNTED_ANEW = { createdFrom: 0 }

/** SQLite answers within one turn of the event loop: without another, nobody else would come. */
const anotherTurn = () => new Promise(setImmediate)

describe.each(ENGINES)('$engine', ({ create }) => {
  let database: TestDatabase
  let store: TaskStore
  let other: TaskStore

  beforeAll(async () => {
    database = await create()
    // Both at once, as two copies of the service start on an empty database.
    ;[store, other] = await Promise.all([database.open(), database.open()])
  })
  afterAll(async () => {
    await Promise.all([store?.close(), other?.close()])
    await database?.remove()
  })
  beforeEach(empty)
  afterEach(countsAreRight)

  async function empty() {
    for (const table of ['tasks', 'task_counts', 'projects']) await database.rows(`DELETE FROM ${table}`)
  }

  async function countsAreRight() {
    const columns = 'SELECT project_id, name, status'
    const kept = await database.rows(`${columns}, total FROM task_counts ORDER BY 1, 2, 3`)
    const counted = `${columns}, count(*) AS total FROM tasks GROUP BY project_id, name, status ORDER BY 1, 2, 3`
    expect(kept).toEqual(await database.rows(counted))
  }

  async function apply(model: Model, changed: StoredTask[] | number) {
    if (typeof changed === 'number') {
      expect(await store.removeCreatedBefore(changed, 1_000)).toBe(model.removeCreatedBefore(changed))
    } else {
      model.upsert(changed)
      await store.upsert(changed)
    }
  }

  test('gives what the model gives, and keeps right counts', async () => {
    const property = fc.asyncProperty(
      fc.array(change, { minLength: 1, maxLength: 4 }),
      fc.array(question, { minLength: 4, maxLength: 8 }),
      async (changes, questions) => {
        await empty()
        const model = new Model()
        for (const changed of changes) await apply(model, changed)
        for (const { projectId, filter, window } of questions) {
          expect(await store.page(projectId, filter, window)).toEqual(model.page(projectId, filter, window))
        }
        await countsAreRight()
      },
    )
    await fc.assert(property, { numRuns: 150 })
  })

  test('has pages that partition the list', async () => {
    const property = fc.asyncProperty(
      fc.array(change, { minLength: 1, maxLength: 2 }),
      question,
      async (changes, { projectId, filter, window: { limit } }) => {
        await empty()
        const model = new Model()
        for (const changed of changes) await apply(model, changed)
        const all = model.page(projectId, filter, ALL)
        const pages: unknown[] = []
        for (let offset = 0; offset < all.total; offset += limit) {
          const { tasks } = await store.page(projectId, filter, { offset, limit })
          pages.push(...tasks)
        }
        expect(pages).toEqual(all.tasks)
      },
    )
    await fc.assert(property, { numRuns: 50 })
  })

  test('reads late pages, and those of the end, in the same order', async () => {
    const model = new Model()
    // Three of each time, so that pages begin and end among equals; over a hundred, so that rows are fetched late.
    const seconds = (index: number) => timeText(START + Math.floor(index / 3) * 1_000)
    const status = (index: number) => (index % 2 ? 'Failed' : 'Completed')
    const task = (index: number) => taskWith({ id: `${index}`, create_time: seconds(index), status: status(index) })
    const tasks = Array.from({ length: 640 }, (_, index) => task(index))
    model.upsert(tasks)
    await store.upsert([...tasks, ...tasks.map((task) => ({ ...task, project_id: 'p2' }))])
    for (const filter of [{}, { status: 'Failed' }, COUNTED_ANEW, { instance_id: 'instance' }]) {
      for (let offset = 0; offset <= 650; offset += 13) {
        const window = { offset, limit: 10 }
        expect(await store.page('p1', filter, window)).toEqual(model.page('p1', filter, window))
      }
    }
  })

  test('keeps what is absent absent, and gives back each text as it was', async () => {
    const bare = taskWith({ id: 'bare' })
    const full = taskWith({ id: 'full', order_id: '', process: '0', fail_reason: '\u{1F600}\uFFFD\n\\' })
    await store.upsert([bare, full])
    const { tasks } = await store.page('p1', {}, ALL)
    expect(tasks.map((task) => ({ ...task, project_id: 'p1' }))).toStrictEqual([bare, full])
  })

  test('has windows that hold both of their ends, by the instant and not by the text', async () => {
    const task = (second: number, ahead: number) =>
      taskWith({ id: `${second}`, create_time: timeText(START + second * 1_000, ahead) })
    await store.upsert([task(1, 480), task(2, -330), task(3, 0)])
    const ids = async (createdFrom: number, createdTo: number) =>
      (await store.page('p1', { createdFrom, createdTo }, ALL)).tasks.map(({ id }) => id)
    expect(await ids(START + 1_000, START + 3_000)).toEqual(['3', '2', '1'])
    expect(await ids(START + 1_001, START + 2_999)).toEqual(['2'])
    expect(await ids(START + 3_000, START + 1_000)).toEqual([])
  })

  test('takes the later of two, within a batch and after it', async () => {
    await store.upsert([taskWith({ name: 'First' }), taskWith({ name: 'Second' })])
    expect(await store.page('p1', {}, ALL)).toMatchObject({ total: 1, actions: ['Second'] })
    await store.upsert([taskWith({ name: 'Third', create_time: timeText(START + 1_000), fail_reason: 'why' })])
    await store.upsert([taskWith({ name: 'Third', create_time: timeText(START + 1_000) })])
    const { tasks, ...rest } = await store.page('p1', {}, ALL)
    expect(rest).toEqual({ total: 1, actions: ['Third'] })
    expect(tasks[0]).not.toHaveProperty('fail_reason')
  })

  test.each([
    ['NUL', { fail_reason: 'a\0b' }, /fail_reason holds NUL/],
    ['half a surrogate pair', { id: '\uD83D' }, /id holds NUL or half/],
    ['no time', { create_time: '2026-13-01T00:00:00+0000' }, /create_time "2026-13-01.*" names no time/],
    ['nothing', { name: undefined as unknown as string }, /name is missing/],
  ])('refuses a batch with a task that has %s, and keeps nothing of it', async (_, members, message) => {
    const upsert = store.upsert([taskWith({}), taskWith({ id: 'bad', ...members })])
    await expect(upsert).rejects.toThrow(message)
    await expect(upsert).rejects.toMatchObject({ name: 'UnstorableTask' })
    expect(await store.page('p1', {}, ALL)).toEqual({ total: 0, actions: [], tasks: [] })
  })

  test('keeps nothing of a write that fails on its way, and goes on', async () => {
    let failing = true
    const fragile = await database.open((text) => {
      if (failing && text.startsWith('INSERT INTO task_counts')) throw new Error('In the middle.')
    })
    await expect(fragile.upsert([taskWith({})])).rejects.toThrow('In the middle.')
    expect(await fragile.page('p1', COUNTED_ANEW, ALL)).toMatchObject({ total: 0 })
    failing = false
    await fragile.upsert([taskWith({})])
    expect(await store.page('p1', COUNTED_ANEW, ALL)).toMatchObject({ total: 1 })
    await fragile.close()
  })

  test.each(['\0', 'Create\0', '\uD83D', '\uDE00'])(
    'matches nothing by a text that no task can have: %j',
    async (odd) => {
      await store.upsert([taskWith({}), taskWith({ id: '\uFFFD', name: '\uFFFD' })])
      const nothing = { total: 0, actions: [], tasks: [] }
      for (const filter of [{ id: odd }, { instance_id: odd }, { order_id: odd }, { name: odd }, { status: odd }]) {
        expect(await store.page('p1', filter, ALL)).toEqual(nothing)
      }
      expect(await store.page(odd, {}, ALL)).toEqual(nothing)
    },
  )

  test('gives the tasks of a state from all projects, up to a limit', async () => {
    const task = (project_id: string, id: string, status: string) => taskWith({ project_id, id, status })
    const running = PROJECTS.flatMap((project) => ['1', '2'].map((id) => task(project, id, 'Running')))
    await store.upsert([...running, task('p1', '3', 'Failed')])
    const sorted = (tasks: StoredTask[]) => tasks.map((task) => `${task.project_id} ${task.id} ${task.status}`).sort()
    expect(sorted(await store.withStatus('Running', 100))).toEqual(sorted(running))
    expect(await store.withStatus('Running', 3)).toHaveLength(3)
  })

  test('removes the oldest first, up to a limit, and never one that is running', async () => {
    const task = (second: number, status: string) =>
      taskWith({ id: `${second}`, create_time: timeText(START + second * 1_000), status })
    await store.upsert([task(0, 'Running'), ...[1, 2, 3, 4, 5].map((second) => task(second, 'Completed'))])
    const ids = async () => (await store.page('p1', {}, ALL)).tasks.map(({ id }) => id)
    expect(await store.removeCreatedBefore(START + 5_000, 3)).toBe(3)
    expect(await ids()).toEqual(['5', '4', '0'])
    expect(await store.removeCreatedBefore(START + 5_000, 3)).toBe(1)
    expect(await store.removeCreatedBefore(START + 5_000, 3)).toBe(0)
    expect(await ids()).toEqual(['5', '0'])
  })

  test('counts right when writers meet on the same tasks', async () => {
    const batch = (writer: number, round: number) =>
      Array.from({ length: 20 }, (_, index) =>
        taskWith({ id: `${(index * 7 + round) % 30}`, project_id: `p${index % 2}`, name: `N${(writer + round) % 3}` }),
      )
    const writer = async (writing: TaskStore, number: number) => {
      for (let round = 0; round < 12; round += 1) {
        await writing.upsert(batch(number, round))
        if (round % 4 === 3) await writing.removeCreatedBefore(START + 1_000, 5)
      }
    }
    await Promise.all([store, other, store, other].map(writer))
    for (const project of ['p0', 'p1']) {
      const [kept, counted] = [await other.page(project, {}, ALL), await store.page(project, COUNTED_ANEW, ALL)]
      expect(kept.total).toBe(counted.tasks.length)
      expect(kept).toEqual(counted)
    }
  })

  test('gives page, total and actions of one moment', async () => {
    const tasks = Array.from({ length: 8 }, (_, index) => taskWith({ id: `${index}`, name: `N${index}` }))
    let writing = true
    const writer = (async () => {
      for (let round = 0; round < 60; round += 1) {
        await other.upsert(tasks)
        await anotherTurn()
        await other.removeCreatedBefore(START + 1, 100)
        await anotherTurn()
      }
      writing = false
    })()
    const totals = new Set<number>()
    while (writing) {
      const page = await store.page('p1', {}, ALL)
      expect([page.total, page.actions.length]).toEqual([page.tasks.length, page.tasks.length])
      totals.add(page.total)
      await anotherTurn()
    }
    await writer
    expect([...totals].sort()).toEqual([0, 8])
  })

  test('finds its tasks again when it is opened once more, and answers', async () => {
    await store.upsert([taskWith({})])
    const again = await database.open()
    await again.ping()
    expect(await again.page('p1', {}, ALL)).toMatchObject({ total: 1 })
    await again.close()
    await expect(again.ping()).rejects.toMatchObject({ name: 'StoreUnavailable' })
  })

  test('refuses a database that a newer program has changed', async () => {
    await database.rows('INSERT INTO schema_migrations (version) VALUES (99)')
    await expect(database.open()).rejects.toThrow('The database has schema version 99; this program knows up to 1.')
    await database.rows('DELETE FROM schema_migrations WHERE version = 99')
  })
})
