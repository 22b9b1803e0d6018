import { environmentManager, QueryClient, QueryObserver, timeoutManager } from '@tanstack/react-query'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { endOfTaskQuery } from './react-query.ts'
import type { Task } from './schema.gen.ts'
import { clientOf } from './testing/client-of.ts'
import { pageExample } from './testing/document-examples.ts'
import { serveList } from './testing/serve-list.ts'
import { useVirtualClock } from './testing/virtual-clock.ts'

const [running] = pageExample('running').tasks
if (running === undefined) throw new Error('The example has a task.')

const pauses: number[] = []
const active = new Set<unknown>()
beforeEach(() => {
  pauses.length = 0
  active.clear()
})

// The library polls in browsers only.
environmentManager.setIsServer(() => false)
// Its pauses are recorded and pass at once; what it forgets after minutes may wait.
timeoutManager.setTimeoutProvider({
  setTimeout: (callback, delay) => {
    if (delay >= 60_000) return setTimeout(callback, delay).unref()
    if (delay > 0) pauses.push(delay)
    return setTimeout(callback)
  },
  clearTimeout: (timer) => clearTimeout(Number(timer)),
  setInterval: (callback, delay) => {
    pauses.push(delay)
    const timer = setInterval(callback, 1)
    active.add(timer)
    return timer
  },
  clearInterval: (timer) => {
    active.delete(timer)
    clearInterval(Number(timer))
  },
})

test('a task is polled until it has ended: ever more slowly without progress, and through errors that pass', async () => {
  useVirtualClock()
  const statuses = ['Running', 'Running', 'Running', 'Completed']
  const { endpoint, requests } = await serveList([running], {
    // As often as the client tries.
    fail: () => (requests.length < 5 ? 503 : undefined),
    change: (task) => ({ ...task, status: statuses.shift() ?? '' }),
  })
  const options = endOfTaskQuery(clientOf({ endpoint }), running.id)
  const task = new QueryObserver(new QueryClient(), options)
  // A component gives the options anew at each rendering.
  onTestFinished(task.subscribe(() => task.setOptions({ ...options })))
  await vi.waitFor(() => expect(task.getCurrentResult().data?.status).toBe('Completed'))
  // Each change of the state sets the timer anew.
  expect([...new Set(pauses)]).toEqual([2000, 3000, 4500, 6750])
  expect(active.size).toBe(0)
})

test('a task that is not there yet is looked for during 15 seconds', async () => {
  const tasks: Task[] = []
  const { endpoint, requests } = await serveList(tasks)
  const options = endOfTaskQuery(clientOf({ endpoint }), running.id)
  await expect(new QueryClient().fetchQuery(options)).rejects.toMatchObject({ kind: 'task-not-found' })
  expect(requests).toHaveLength(16)
  expect(pauses).toEqual(Array(15).fill(1000))
  tasks.push(running)
  expect(await new QueryClient().fetchQuery(options)).toEqual(running)
})

test('an answer that no poll betters ends the polling', async () => {
  const { endpoint, requests } = await serveList([running], { fail: () => (requests.length > 1 ? 403 : undefined) })
  const task = new QueryObserver(new QueryClient(), endOfTaskQuery(clientOf({ endpoint }), running.id))
  onTestFinished(task.subscribe(() => {}))
  await vi.waitFor(() => expect(task.getCurrentResult().error).toMatchObject({ status: 403 }))
  expect(active.size).toBe(0)
})
