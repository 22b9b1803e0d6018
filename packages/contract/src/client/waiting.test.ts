import type { Task } from '@rds-tasklist/client'
import { wait, waitAll, watch } from '@rds-tasklist/client/wait'
import { expect, test } from 'vitest'
import { KNOWN } from '../mutants/known.ts'
import { clientOf, errorOf, serviceForTest } from './setup.ts'

const OFTEN = { interval: 5 }
const ONCE = { interval: 60_000 }

const BASE = KNOWN.tasks.find(({ status }) => status === 'Completed') as Task
const task = (id: string, changes: Partial<Task>): Task => ({ ...BASE, id, process: '', ...changes })
const running = (process: string, id = 'one') => task(id, { status: 'Running', process })
const completed = (id = 'one') => task(id, { status: 'Completed' })
const failed = (id = 'one') => task(id, { status: 'Failed', fail_reason: 'createVM failed.' })

/** A service, and a client of it: after each answer the store holds the next state of some tasks. */
async function progressing(...states: Task[][]) {
  const { url, store } = await serviceForTest()
  const moveOn = async () => {
    const tasks = states.shift() ?? []
    await store.upsert(tasks.map((task) => ({ ...task, project_id: KNOWN.projectId })))
  }
  await moveOn()
  let requests = 0
  const client = clientOf(
    { url },
    {
      async fetch(request) {
        requests += 1
        const response = await fetch(request)
        await moveOn()
        return response
      },
    },
  )
  return { client, requests: () => requests }
}

test('wait gives the task once it has completed', async () => {
  const { client, requests } = await progressing([running('5')], [running('60')], [completed()])
  expect(await wait(client, 'one', OFTEN)).toEqual(completed())
  expect(requests()).toBe(3)
})

test('wait waits for a task that does not show yet', async () => {
  const { client } = await progressing([], [running('5')], [completed()])
  expect(await wait(client, 'one', OFTEN)).toEqual(completed())
})

test('wait says why a task has failed', async () => {
  const { client } = await progressing([running('5')], [failed()])
  expect(await errorOf(wait(client, 'one', OFTEN))).toMatchObject({
    kind: 'task-failed',
    task: failed(),
    failReason: failed().fail_reason,
  })
})

test('wait says that there is no task when none shows within the grace', async () => {
  const { client } = await progressing([running('5', 'other')])
  expect(await errorOf(wait(client, 'one', { ...OFTEN, grace: 20 }))).toMatchObject({
    kind: 'task-not-found',
    id: 'one',
  })
})

test('watch gives each change once, the failure too', async () => {
  const { client } = await progressing([running('5')], [running('5')], [running('60')], [failed()])
  const seen: Task[] = []
  for await (const state of watch(client, 'one', OFTEN)) seen.push(state)
  expect(seen).toEqual([running('5'), running('60'), failed()])
})

test('waitAll gives the tasks in the order asked for, with one request a tick', async () => {
  const { client, requests } = await progressing(
    [running('5', 'a'), running('9', 'b'), completed('c'), running('1', 'other')],
    [completed('b')],
    [running('50', 'a')],
    [completed('a')],
  )
  expect(await waitAll(client, ['c', 'a', 'b'], OFTEN)).toEqual([completed('c'), completed('a'), completed('b')])
  expect(requests()).toBe(4)
})

test('waitAll ends with the first task that fails', async () => {
  const { client } = await progressing([running('5', 'a'), running('5', 'b')], [failed('b')])
  expect(await errorOf(waitAll(client, ['a', 'b'], OFTEN))).toMatchObject({ kind: 'task-failed', task: failed('b') })
})

test('an abort ends the pause between two polls', async () => {
  const { client, requests } = await progressing([running('5')])
  const signal = AbortSignal.timeout(200)
  const options = { ...ONCE, signal }
  const errors = await Promise.all([errorOf(wait(client, 'one', options)), errorOf(waitAll(client, ['one'], options))])
  const aborted = { kind: 'aborted', cause: { name: 'TimeoutError' } }
  expect(errors).toMatchObject([aborted, aborted])
  expect(requests()).toBe(2)
})
