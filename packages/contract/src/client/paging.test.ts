import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient, type Task } from '@rds-tasklist/client'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** A change of the list between two answers: tasks that are inserted at a position, or removed from it on. */
type Change = { insert: boolean; at: number; count: number }

const WITHIN = '2025-05-22T13:15:01+0000'
const WINDOW = { start_time: Date.UTC(2025, 4, 22, 13, 15, 1), end_time: Date.UTC(2025, 4, 22, 13, 15, 2) }
const NEWEST_FIRST = ['2025-05-22T13:15:03+0000', WITHIN, '2025-05-22T13:15:00+0000']

const task = (id: number, create_time = WITHIN): Task => ({
  id: `task-${id}`,
  name: 'CreateMysqlSingleHAInstance',
  instance_id: 'i',
  instance_name: 'n',
  instance_status: 'ACTIVE',
  status: 'Running',
  create_time,
  end_time: '2025-05-22T14:15:01+0000',
})

let list: Task[] = []
let changes: Change[] = []
let nextId = 0
let date: string | undefined

// Honours the window. The order of two tasks never changes, but anything can appear or vanish anywhere, one change after each answer.
const server = createServer(({ url }, response) => {
  const { searchParams } = new URL(url ?? '', 'http://localhost')
  const offset = Number(searchParams.get('offset'))
  const start = Number(searchParams.get('start_time'))
  const end = Number(searchParams.get('end_time') ?? Infinity)
  const found = list.filter(({ create_time }) => start <= Date.parse(create_time) && Date.parse(create_time) <= end)
  const tasks = found.slice(offset, offset + Number(searchParams.get('limit')))
  if (date !== undefined) response.setHeader('Date', date)
  response.end(JSON.stringify({ total_count: found.length, actions: [], tasks }))
  const change = changes.shift()
  if (change === undefined) return
  const at = change.at % (list.length + 1)
  const inserted = change.insert ? Array.from({ length: change.count }, () => task(++nextId)) : []
  list.splice(at, change.insert ? 0 : change.count, ...inserted)
})
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve())))
afterAll(() => new Promise((resolve) => server.close(resolve)))

const arbitraryChange = fc.record({ insert: fc.boolean(), at: fc.nat(200), count: fc.integer({ min: 1, max: 40 }) })

test('every task that exists throughout is seen exactly once, whatever appears or vanishes meanwhile', async () => {
  const client = createClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    projectId: '0'.repeat(32),
    credentials: { token: 't' },
  })
  await fc.assert(
    fc.asyncProperty(
      fc.nat(120),
      fc.integer({ min: 1, max: 50 }),
      fc.array(arbitraryChange, { maxLength: 25 }),
      fc.option(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2030-01-01') }), { nil: undefined }),
      fc.boolean(),
      async (length, limit, wanted, clock, isWindowed) => {
        nextId = 1000
        date = clock?.toUTCString()
        list = Array.from({ length }, (_, index) => task(index, NEWEST_FIRST[Math.floor((3 * index) / length)]))
        changes = [...wanted]
        const passes = ({ create_time }: Task) => !isWindowed || create_time === WITHIN
        const atStart = new Set(list.map(({ id }) => id))
        const tasks = await client.tasks(isWindowed ? { limit, ...WINDOW } : { limit }).toArray()
        const seen = tasks.map(({ id }) => id)
        expect(tasks.every(passes)).toBe(true)
        expect(new Set(seen).size).toBe(seen.length)
        const throughout = list.filter((task) => atStart.has(task.id) && passes(task)).map(({ id }) => id)
        expect(throughout.filter((id) => !seen.includes(id))).toEqual([])
      },
    ),
    { numRuns: 300 },
  )
})
