import { describe, expect, test } from 'vitest'
import { clock } from '../clock.ts'
import type { Task } from '../schema.gen.ts'
import { clientOf } from '../testing/client-of.ts'
import { pageExample } from '../testing/document-examples.ts'
import { errorOf } from '../testing/error-of.ts'
import { serve, type TestServer } from '../testing/serve.ts'
import { useVirtualClock } from '../testing/virtual-clock.ts'
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

  test.each([{ intervall: 1 }, { deadline: -1 }, { grace: Number.NaN }, { signal: {} }])(
    'refuses %j',
    async (options) => {
      const server = await serveSteps(completed)
      expect(await errorOf(wait(clientOf(server), id, options as object))).toMatchObject({ kind: 'usage' })
      expect(server.requests).toEqual([])
    },
  )
})

describe('watch', () => {
  test('gives each change once, and a failure as a state', async () => {
    useVirtualClock()
    const steps = [running('0'), running('0'), running('40'), running('40'), failed]
    const states = await collect(watch(clientOf(await serveSteps(...steps)), id))
    expect(states).toEqual([running('0'), running('40'), failed])
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

  test('has nothing to wait for without IDs', async () => {
    const server = await serveList([], () => {})
    expect(await waitAll(clientOf(server), [])).toEqual([])
    expect(server.requests).toEqual([])
  })
})
