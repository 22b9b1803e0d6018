import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient, type Task } from '@rds-tasklist/client'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** A change of the list between two answers: tasks that are inserted at a position, or removed from it on. */
type Change = { insert: boolean; at: number; count: number }

const task = (id: number): Task => ({
  id: `task-${id}`,
  name: 'CreateMysqlSingleHAInstance',
  instance_id: 'i',
  instance_name: 'n',
  instance_status: 'ACTIVE',
  status: 'Running',
  create_time: '2025-05-22T13:15:01+0000',
  end_time: '2025-05-22T14:15:01+0000',
})

let list: Task[] = []
let changes: Change[] = []
let nextId = 0

// The order of two tasks never changes, but anything can appear or vanish anywhere, one change after each answer.
const server = createServer(({ url }, response) => {
  const { searchParams } = new URL(url ?? '', 'http://localhost')
  const offset = Number(searchParams.get('offset'))
  const tasks = list.slice(offset, offset + Number(searchParams.get('limit')))
  response.end(JSON.stringify({ total_count: list.length, actions: [], tasks }))
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
      async (length, limit, wanted) => {
        nextId = 1000
        list = Array.from({ length }, (_, index) => task(index))
        changes = [...wanted]
        const atStart = new Set(list.map(({ id }) => id))
        const seen = (await client.tasks({ limit }).toArray()).map(({ id }) => id)
        expect(new Set(seen).size).toBe(seen.length)
        const throughout = list.map(({ id }) => id).filter((id) => atStart.has(id))
        expect(throughout.filter((id) => !seen.includes(id))).toEqual([])
      },
    ),
    { numRuns: 300 },
  )
})
