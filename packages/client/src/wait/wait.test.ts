import { describe, expect, test } from 'vitest'
import { createClient } from '../client.ts'
import { clock } from '../clock.ts'
import type { Task } from '../schema.gen.ts'
import { clientOf, PROJECT_ID, TOKEN } from '../testing/client-of.ts'
import { pageExample } from '../testing/document-examples.ts'
import { errorOf } from '../testing/error-of.ts'
import { serve, type TestServer } from '../testing/serve.ts'
import { timers } from '../testing/timers.ts'
import { useVirtualClock } from '../testing/virtual-clock.ts'
import { parseTimestamp } from '../timestamp.ts'
import { adaptiveInterval } from './interval.ts'
import { wait } from './wait.ts'
import { waitAll } from './wait-all.ts'
import { watch } from './watch.ts'

const [EXAMPLE] = pageExample('running').tasks as [Task]
const running = (process: string): Task => ({ ...EXAMPLE, process })
const completed: Task = { ...EXAMPLE, status: 'Completed', process: '' }
const failed: Task = { ...EXAMPLE, status: 'Failed', process: '', fail_reason: 'createVM failed.' }
const { id } = EXAMPLE

/** A server whose answers go through the steps, one a request; the last one stays. A number is a status without a body. */
function serveSteps(...steps: (Task | number | 'absent' | 'reset')[]): Promise<TestServer> {
  return serve((request, response) => {
    const step = (steps.length > 1 ? steps.shift() : steps[0]) ?? 500
    const tasks = typeof step === 'object' ? [step] : []
    if (step === 'reset') request.socket.destroy()
    else if (typeof step === 'number') response.writeHead(step).end()
    else response.end(JSON.stringify({ total_count: tasks.length, actions: [], tasks }))
  })
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of source) items.push(item)
  return items
}

describe('wait', () => {
  test('asks at once, and not again when the task has ended', async () => {
    const { pauses } = useVirtualClock()
    const server = await serveSteps(completed)
    expect(await wait(clientOf(server), id)).toEqual(completed)
    expect(pauses).toEqual([])
  })

  test('waits for a task that does not show yet', async () => {
    useVirtualClock()
    expect(await wait(clientOf(await serveSteps('absent', 'absent', running('0'), completed)), id)).toEqual(completed)
  })

  test('says that there is no task when it does not show within the grace', async () => {
    const { pauses } = useVirtualClock()
    const error = await errorOf(wait(clientOf(await serveSteps('absent')), id))
    expect(error).toMatchObject({ kind: 'task-not-found', id })
    expect(pauses).toEqual(Array(15).fill(1000))
  })

  test('a failed task is an error with the task and its reason', async () => {
    useVirtualClock()
    const error = await errorOf(wait(clientOf(await serveSteps(running('5'), failed)), id))
    expect(error).toMatchObject({ kind: 'task-failed', task: failed, failReason: failed.fail_reason })
    expect((error as Error).message).toContain(`${id} (${failed.name}) failed: createVM failed.`)
    const forged = { ...failed, fail_reason: 'no\n\u001b[31mway' }
    expect(await errorOf(wait(clientOf(await serveSteps(forged)), id))).toMatchObject({
      failReason: forged.fail_reason,
      message: expect.stringMatching(/failed: no \[31mway\.$/),
    })
  })

  test.each([401, 403, 404])('fails at once on %i', async (status) => {
    const { pauses } = useVirtualClock()
    expect(await errorOf(wait(clientOf(await serveSteps(status)), id))).toMatchObject({ kind: 'api', status })
    expect(pauses).toEqual([])
  })

  test('waits out a service that is down for many requests', async () => {
    useVirtualClock()
    const down = [503, 'reset', 500, 502, 'reset', 504, 429, 500, 'reset', 503] as const
    expect(await wait(clientOf(await serveSteps(running('5'), ...down, completed)), id)).toEqual(completed)
  })

  test('ends at the deadline and tells the last error', async () => {
    useVirtualClock()
    const error = await errorOf(wait(clientOf(await serveSteps(503)), id, { deadline: 60_000 }))
    expect(error).toMatchObject({
      kind: 'timeout',
      message: expect.stringMatching(/did not end within 60000 ms .*503/),
      cause: { status: 503 },
    })
  })

  test('polls once more at the deadline, however long the pause', async () => {
    const { pauses } = useVirtualClock()
    const server = await serveSteps(running('5'))
    const options = { interval: 4000, deadline: 5000 }
    expect(await errorOf(wait(clientOf(server), id, options))).toMatchObject({
      kind: 'timeout',
      message: `Task ${id} did not end within 5000 ms (3 polls).`,
    })
    expect(pauses).toEqual([4000, expect.closeTo(1000, -2)])
    expect(await wait(clientOf(await serveSteps(running('5'), completed)), id, { ...options, interval: 5000 })).toEqual(
      completed,
    )
  })

  test('a poll that hangs ends soon after the deadline', async () => {
    const server = await serve(() => {})
    expect(await errorOf(wait(clientOf(server), id, { deadline: 1 }))).toMatchObject({ kind: 'timeout' })
  })

  test('waits out a poll of which nothing came in time', async () => {
    useVirtualClock()
    let polls = 0
    const server = await serve((_, response) => {
      polls += 1
      if (polls > 1) response.end(JSON.stringify({ total_count: 1, actions: [], tasks: [completed] }))
    })
    const client = createClient({
      endpoint: server.endpoint,
      projectId: PROJECT_ID,
      credentials: { token: TOKEN },
      maxAttempts: 1,
      attemptTimeout: 30,
    })
    expect(await wait(client, id)).toEqual(completed)
  })

  test('counts the grace from when the task was seen last', async () => {
    const { pauses } = useVirtualClock()
    const absent = Array<'absent'>(5).fill('absent')
    const server = await serveSteps(running('5'), ...absent, running('5'), ...absent, completed)
    expect(await wait(clientOf(server), id, { interval: 1000, grace: 6000 })).toEqual(completed)
    expect(pauses).toHaveLength(12)
  })

  test('ends when the caller aborts', async () => {
    const virtual = useVirtualClock()
    const controller = new AbortController()
    virtual.onPause = () => controller.abort('enough')
    const { signal } = controller
    const error = await errorOf(wait(clientOf(await serveSteps(running('5'))), id, { signal }))
    expect(error).toMatchObject({ kind: 'aborted', cause: 'enough' })
  })

  test('does not take an unknown state for an end', async () => {
    useVirtualClock()
    const paused = { ...EXAMPLE, status: 'Paused', process: 'soon' }
    expect(await wait(clientOf(await serveSteps(paused, completed)), id)).toEqual(completed)
  })

  test.each([
    { intervall: 1 },
    { interval: 0 },
    { deadline: -1 },
    { grace: Number.NaN },
    { signal: {} },
    AbortSignal.abort(),
  ])('refuses %j', async (options) => {
    const server = await serveSteps(completed)
    expect(await errorOf(wait(clientOf(server), id, options as object))).toMatchObject({ kind: 'usage' })
    expect(server.requests).toEqual([])
  })
})

describe('watch', () => {
  test('gives each change once, and a failure as a state', async () => {
    useVirtualClock()
    const steps = [running('0'), running('0'), running('40'), running('40'), failed]
    const states = await collect(watch(clientOf(await serveSteps(...steps)), id))
    expect(states).toEqual([running('0'), running('40'), failed])
  })

  test('gives a fail reason that comes later', async () => {
    useVirtualClock()
    const told = { ...running('5'), fail_reason: 'createVM failed.' }
    expect(await collect(watch(clientOf(await serveSteps(running('5'), told, failed)), id))).toEqual([
      running('5'),
      told,
      failed,
    ])
  })

  test('leaves no timer behind when its last state is the last that is asked for', async () => {
    const server = await serveSteps(completed)
    const before = timers()
    expect(await watch(clientOf(server), id).next()).toEqual({ done: false, value: completed })
    expect(timers()).toBeLessThanOrEqual(before)
  })

  test('stops asking when the loop is left', async () => {
    useVirtualClock()
    const server = await serveSteps(running('0'), running('1'))
    for await (const _ of watch(clientOf(server), id)) break
    expect(server.requests).toHaveLength(1)
  })
})

describe('the interval', () => {
  test('is short for a fast task and long for a slow one', () => {
    const fast = adaptiveInterval()
    expect([fast(running('0'), 0), fast(running('50'), 4000)]).toEqual([2000, 2000])
    const slow = adaptiveInterval()
    expect([slow(running('0'), 0), slow(running('50'), 60_000), slow(running('99'), 120_000)]).toEqual([
      2000, 15_000, 2000,
    ])
  })

  test('grows without progress, up to half a minute', () => {
    const interval = adaptiveInterval()
    const pauses = Array.from({ length: 9 }, () => Math.round(interval(undefined, 0)))
    expect(pauses).toEqual([2000, 3000, 4500, 6750, 10125, 15188, 22781, 30000, 30000])
  })
})

describe('waitAll', () => {
  /** Tasks as a list that is served by offset and limit; each poll lets `step` change them. */
  async function serveList(tasks: Task[], step: () => void): Promise<TestServer> {
    return serve(({ url }, response) => {
      const { searchParams } = new URL(url ?? '', 'http://localhost')
      const offset = Number(searchParams.get('offset'))
      const page = tasks.slice(offset, offset + Number(searchParams.get('limit')))
      response.end(JSON.stringify({ total_count: tasks.length, actions: [], tasks: page }))
      step()
    })
  }
  const listOf = (length: number): Task[] =>
    Array.from({ length }, (_, index) => ({ ...running('1'), id: `task-${index}` }))

  test('asks once a tick for many tasks and gives them in order', async () => {
    const { pauses } = useVirtualClock()
    const tasks = listOf(40)
    let polls = 0
    const server = await serveList(tasks, () => {
      polls += 1
      if (polls === 3) for (const task of tasks) Object.assign(task, { status: 'Completed', process: '' })
    })
    const ids = ['task-7', 'task-39', 'task-0']
    expect((await waitAll(clientOf(server), ids)).map((task) => task.id)).toEqual(ids)
    expect(server.requests).toHaveLength(pauses.length + 1)
    expect(server.requests).toHaveLength(4)
    expect(server.requests.at(-1)?.url).toContain('start_time=')
  })

  test('finds tasks that are on later pages', async () => {
    useVirtualClock()
    const tasks = listOf(130).map((task) => ({ ...task, status: 'Completed' }))
    const server = await serveList(tasks, () => {})
    expect((await waitAll(clientOf(server), ['task-129', 'task-1'])).map((task) => task.id)).toEqual([
      'task-129',
      'task-1',
    ])
  })

  test('throws for the first that fails, and for one that does not exist', async () => {
    useVirtualClock()
    const tasks = [...listOf(3), { ...failed, id: 'bad' }]
    const server = await serveList(tasks, () => {})
    expect(await errorOf(waitAll(clientOf(server), ['task-0', 'bad']))).toMatchObject({ kind: 'task-failed' })
    const started = clock.now()
    const error = await errorOf(waitAll(clientOf(server), ['task-0', 'nowhere']))
    expect(error).toMatchObject({ kind: 'task-not-found', id: 'nowhere' })
    expect(clock.now() - started).toBeGreaterThanOrEqual(15_000)
  })

  test('searches as often as the interval says, where that is shorter', async () => {
    const { pauses } = useVirtualClock()
    const tasks = listOf(130).map((task) => ({ ...task, status: 'Completed' }))
    await waitAll(clientOf(await serveList(tasks, () => {})), ['task-129'], { interval: 10 })
    expect(pauses).toEqual([10, 10])
  })

  test('searches three times, also when the grace is over', async () => {
    useVirtualClock()
    const server = await serveList(listOf(3), () => {})
    await errorOf(waitAll(clientOf(server), ['nowhere'], { grace: 0 }))
    expect(server.requests).toHaveLength(3)
  })

  test('narrows to the seconds in which its tasks were created', async () => {
    useVirtualClock()
    const [first, second] = listOf(2) as [Task, Task]
    const later = { ...second, create_time: '2100-01-01T00:00:00+0000' }
    const tasks = [later, first]
    let polls = 0
    const server = await serveList(tasks, () => {
      polls += 1
      if (polls === 2) for (const task of tasks) Object.assign(task, { status: 'Completed' })
    })
    await waitAll(clientOf(server), ['task-0', 'task-1'])
    const start = parseTimestamp(first.create_time).getTime()
    expect(server.requests[1]?.url).toContain(`start_time=${start}&end_time=${Date.UTC(2100, 0, 1) + 999}`)
  })

  test('does not narrow by a time in another form', async () => {
    useVirtualClock()
    const odd = { create_time: 'soon' }
    const server = await serveSteps({ ...running('5'), ...odd }, { ...completed, ...odd })
    await waitAll(clientOf(server), [id])
    expect(server.requests[1]?.url).not.toContain('_time')
  })

  test.each([
    [[''], {}],
    [[undefined], {}],
    ['task-1', {}],
    [['task-1'], { query: { status: 'Running' } }],
    [['task-1'], { query: { offset: 3 } }],
    [['task-1'], { query: { limit: 3 } }],
    [['task-1'], { query: { id: 'task-1' } }],
  ])('refuses %j with %j', async (ids, options) => {
    const server = await serveList(listOf(3), () => {})
    expect(await errorOf(waitAll(clientOf(server), ids as string[], options as object))).toMatchObject({
      kind: 'usage',
    })
    expect(server.requests).toEqual([])
  })

  test('has nothing to wait for without IDs', async () => {
    const server = await serveList([], () => {})
    expect(await waitAll(clientOf(server), [])).toEqual([])
    expect(server.requests).toEqual([])
  })
})
