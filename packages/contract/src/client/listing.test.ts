import { type ListQuery, parseTimestamp, type Task, type TaskList, TaskNotFoundError } from '@rds-tasklist/client'
import { DEMO_PROJECTS, DEMO_TOKEN, startDemoService } from '@rds-tasklist/service'
import { sampleRequest } from '@rds-tasklist/spec/reader'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listOperation } from '../rules/document.ts'
import type { Target } from '../targets/target.ts'
import { type RunningTarget, TARGETS } from '../targets/test-targets.ts'
import { clientOf, errorOf } from './setup.ts'

const { query: SAMPLE } = sampleRequest(listOperation())
const NOWHERE = `${'0'.repeat(31)}x`
const FILTERS = ['id', 'instance_id', 'order_id', 'name', 'status'] as const
const MEMBERS_OF_ANY_TEXT = FILTERS.filter((name) => name !== 'status')

type RunningServer = { target: Pick<Target, 'url' | 'projectId' | 'token'>; close(): Promise<void> }

/** The service with its demo tasks, which do not move on: its time stands still. */
async function startDemo(): Promise<RunningServer> {
  const { url, close } = await startDemoService({ port: 0, now: () => Date.UTC(2026, 0, 15) })
  return { target: { url, projectId: DEMO_PROJECTS[0], token: DEMO_TOKEN }, close }
}

const startTarget = (name: string) => (): Promise<RunningServer> => (TARGETS[name] as () => Promise<RunningTarget>)()
const SERVERS = [
  ...['mock', 'mock --stateful', 'service on SQLite'].map((name) => [name, startTarget(name)] as const),
  ['service with demo tasks', startDemo] as const,
]

describe.each(SERVERS)('%s', (name, start) => {
  let running: RunningServer
  beforeAll(async () => {
    running = await start()
  })
  afterAll(() => running.close())

  const client = () => {
    const { projectId, token } = running.target
    return clientOf(running.target, { projectId, credentials: { token } })
  }
  const filtered = (query: object) =>
    client()
      .tasks(query as ListQuery)
      .toArray()
  const all = () => filtered({})

  test('list takes every parameter of the document', async () => {
    const [first] = (await client().list()).tasks as [Task]
    const created = parseTimestamp(first.create_time)
    const values: Record<string, unknown> = { ...first, start_time: created, end_time: created, limit: 1, offset: 0 }
    const names = listOperation().parameters.filter((one) => one.in === 'query')
    for (const { name } of names) {
      // A task without an order has no such value.
      const query = { end_time: created, [name]: values[name] ?? SAMPLE[name] } as ListQuery
      expect((await client().list(query)).tasks, name).toEqual(expect.any(Array))
    }
  })

  test('tasks are what the pages put together, and toArray stops where it is told to', async () => {
    const whole = await all()
    expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length)
    const pages: Task[][] = []
    for await (const { tasks } of client().pages({ limit: 7 })) pages.push(tasks)
    expect(pages.flat()).toEqual(whole)
    const one: Task[] = []
    for await (const task of client().tasks({ limit: 7 })) one.push(task)
    expect(one).toEqual(whole)
    expect(await client().tasks().toArray({ limit: 2 })).toEqual(whole.slice(0, 2))
  })

  test('get gives a task by its ID, and a TaskNotFoundError for any other', async () => {
    const [first] = (await client().list()).tasks as [Task]
    expect(await client().get(first.id)).toEqual(first)
    const error = await errorOf(client().get(NOWHERE))
    expect(TaskNotFoundError.is(error)).toBe(true)
    expect(error).toMatchObject({ id: NOWHERE })
  })

  // The static mock answers with the same examples, whatever it is asked for.
  if (name === 'mock') return

  test('an abort ends the reading before the next page', async () => {
    const controller = new AbortController()
    const read: TaskList[] = []
    const reading = async () => {
      for await (const page of client().pages({ limit: 2 }, { signal: controller.signal })) {
        read.push(page)
        controller.abort('enough')
      }
    }
    expect(await errorOf(reading())).toMatchObject({ kind: 'aborted', cause: 'enough', attempts: [] })
    expect(read).toHaveLength(1)
  })

  test.each(FILTERS)('%s finds the tasks that hold the value, and no other', async (filter) => {
    const whole = await all()
    const values = [...new Set(whole.flatMap((task) => task[filter] ?? []))].slice(0, 10)
    expect(values.length).toBeGreaterThan(1)
    for (const value of values) {
      expect(await filtered({ [filter]: value })).toEqual(whole.filter((task) => task[filter] === value))
    }
  })

  test.each(MEMBERS_OF_ANY_TEXT)('%s finds nothing for a value that no task holds', async (filter) => {
    expect(await filtered({ [filter]: NOWHERE })).toEqual([])
  })

  test('a window of time finds what was created in it, both ends included', async () => {
    const whole = await all()
    const created = (task: Task) => parseTimestamp(task.create_time).getTime()
    const times = whole.map(created).toSorted((one, other) => one - other)
    const [from = 0, to = 0] = [times.at(times.length / 3), times.at((2 * times.length) / 3)]
    const found = await filtered({ start_time: from, end_time: new Date(to) })
    expect(found).toEqual(whole.filter((task) => created(task) >= from && created(task) <= to))
    expect(found.length).toBeLessThan(whole.length)
  })
})
