import { expect, test } from 'vitest'
import { createClient } from '../client.ts'
import { headerNames, queryParameters, tasklistPath } from '../document.gen.ts'
import type { Task } from '../schema.gen.ts'
import { TOKEN } from '../testing/canaries.ts'
import { PROJECT_ID } from '../testing/client-of.ts'
import { documentExamples } from '../testing/document-examples.ts'
import { errorOf } from '../testing/error-of.ts'
import { useVirtualClock } from '../testing/virtual-clock.ts'
import { createFake, exampleTask, exampleTasks, type Fake, formatTimestamp } from '../testing.ts'
import { parseTimestamp } from '../timestamp.ts'
import { validation } from '../validate.ts'
import { wait } from '../wait.ts'

// That it is the API is judged by the conformance suite (packages/contract). Here stands what the suite cannot know of.

const ENDPOINT = 'https://rds.example.com'
const URL_OF_LIST = ENDPOINT + tasklistPath.replace('{project_id}', PROJECT_ID)
const withToken = { headers: { [headerNames.token]: TOKEN } }

function clientOf({ fetch }: Fake, maxAttempts = 4) {
  const onDrift = (drift: object) => expect.unreachable(JSON.stringify(drift))
  const validate = validation({ mode: 'strict', onDrift })
  return createClient({
    endpoint: ENDPOINT,
    projectId: PROJECT_ID,
    credentials: { token: TOKEN },
    fetch,
    validate,
    maxAttempts,
  })
}

/** A list that is longer than one page. */
const many = (length: number): Task[] =>
  Array.from({ length }, (_, minute) => exampleTask({ create_time: formatTimestamp(Date.UTC(2026, 0, 1, 0, minute)) }))

test('holds the tasks of the document unless it is given others', async () => {
  expect((await clientOf(createFake()).list()).tasks.map(({ id }) => id).sort()).toEqual(
    exampleTasks.map(({ id }) => id).sort(),
  )
  expect(await clientOf(createFake({ tasks: [] })).list()).toEqual({ total_count: 0, actions: [], tasks: [] })
})

test('has what is inserted, updated and removed, and nothing that happens to the objects outside', async () => {
  const task = exampleTask()
  const fake = createFake({ tasks: [task] })
  task.name = 'changed outside'
  expect((await clientOf(fake).get(task.id)).name).not.toBe('changed outside')
  const added = exampleTask({ status: 'Failed' })
  fake.insert(added)
  expect(await clientOf(fake).get(added.id)).toEqual(added)
  expect(fake.update(task.id, { status: 'Completed', process: '' })).toMatchObject({ id: task.id, status: 'Completed' })
  fake.remove(added.id)
  expect((await clientOf(fake).list()).tasks).toEqual(fake.tasks)
  expect(fake.tasks).toEqual([expect.objectContaining({ id: task.id, status: 'Completed' })])
})

test('a client that waits sees the end, and one that pages meets what moves meanwhile', async () => {
  useVirtualClock()
  const task = exampleTask()
  const waiting = createFake({
    tasks: [task],
    onAnswer: ({ requests, update }) => requests.length === 3 && update(task.id, { status: 'Completed', process: '' }),
  })
  expect((await wait(clientOf(waiting), task.id)).status).toBe('Completed')
  expect(waiting.requests).toHaveLength(4)

  const tasks = many(queryParameters.limit.maximum * 2 + 10)
  const [newest, ...others] = tasks.toReversed() as [Task, ...Task[]]
  const moving = createFake({ tasks, onAnswer: ({ requests, remove }) => requests.length === 1 && remove(newest.id) })
  const ids = (await clientOf(moving).tasks().toArray()).map(({ id }) => id)
  expect(ids).toEqual([newest, ...others].map(({ id }) => id))
})

const errors = documentExamples().filter(([status]) => status >= 400)

test.each(errors)('fails with a %i on request, as the document shows it: %s', async (status, name, body) => {
  const fake = createFake()
  fake.fail({ error: name })
  const response = await fake.fetch(URL_OF_LIST, withToken)
  const sent = (await response.json()) as { request_id?: string }
  expect(response.status).toBe(status)
  expect(sent).toEqual(
    'request_id' in (body as object)
      ? { ...(body as object), request_id: response.headers.get(headerNames.requestId) }
      : body,
  )
  expect((await fake.fetch(URL_OF_LIST, withToken)).status).toBe(200)
})

test('a client rides out faults: throttling, an unavailable service, a gateway without a body, a broken connection', async () => {
  const { pauses } = useVirtualClock(0)
  const fake = createFake()
  fake.fail({ error: 429, retryAfter: 7 }, { error: 503 }, { error: 502 }, { error: 'reset' }, {})
  expect((await clientOf(fake, 5).list()).total_count).toBe(exampleTasks.length)
  expect(pauses.slice(0, 2)).toEqual([7000, 1000])
  expect(fake.requests).toHaveLength(5)
})

test('a fault that lasts reaches the caller', async () => {
  const fake = createFake()
  fake.fail({ error: 'reset' }, { error: 'token-expired' })
  expect(await errorOf(clientOf(fake, 1).list())).toMatchObject({ kind: 'connection' })
  expect(await errorOf(clientOf(fake, 1).list())).toMatchObject({ status: 401, code: 'APIGW.0307' })
})

test('a delay passes before the answer, and ends when the caller gives up', async () => {
  const fake = createFake()
  fake.fail({ delay: 600_000 }, { delay: 500 })
  const giveUp = { ...withToken, signal: AbortSignal.timeout(20) }
  await expect(fake.fetch(URL_OF_LIST, giveUp)).rejects.toMatchObject({ name: 'TimeoutError' })
  const { pauses } = useVirtualClock()
  expect((await fake.fetch(URL_OF_LIST, withToken)).status).toBe(200)
  expect(pauses).toEqual([500])
})

test('a request that was given up before uses up no fault, as it is never sent', async () => {
  const fake = createFake()
  fake.fail({ error: 404 })
  await expect(fake.fetch(URL_OF_LIST, { ...withToken, signal: AbortSignal.abort() })).rejects.toThrow('aborted')
  expect(fake.requests).toEqual([])
  expect((await fake.fetch(URL_OF_LIST, withToken)).status).toBe(404)
})

test('what onAnswer throws reaches the author of the test at once', async () => {
  const mistake = new Error('expected 1 to be 2')
  const fake = createFake({
    onAnswer() {
      throw mistake
    },
  })
  const error = await errorOf(clientOf(fake).list())
  expect(error).toMatchObject({ kind: 'usage', message: 'onAnswer threw: Error: expected 1 to be 2', cause: mistake })
  expect(fake.requests).toHaveLength(1)
})

test('answers in the language of the client', async () => {
  const { fetch } = createFake({ projectId: PROJECT_ID })
  const options = { endpoint: ENDPOINT, credentials: { token: TOKEN }, fetch, preflight: false }
  const client = createClient({ ...options, projectId: PROJECT_ID, language: 'zh-cn' })
  expect(await errorOf(client.list({ limit: 0 }))).toMatchObject({
    errorMessage: expect.stringMatching(/limit.*\p{Script=Han}/u),
  })
  const foreign = createClient({ ...options, projectId: PROJECT_ID.replace('0', '1'), language: 'zh-cn' })
  expect(await errorOf(foreign.list())).toMatchObject({
    status: 403,
    errorMessage: expect.stringMatching(/\p{Script=Han}/u),
  })
})

test('keeps what it saw, without headers', async () => {
  const fake = createFake()
  await fake.fetch(new URL(`${URL_OF_LIST}?limit=1`), { ...withToken, method: 'HEAD' })
  expect(fake.requests).toEqual([{ method: 'HEAD', url: `${URL_OF_LIST}?limit=1` }])
})

test('says the time that it is told', async () => {
  const response = await createFake({ now: () => Date.UTC(2026, 0, 1) }).fetch(URL_OF_LIST)
  expect(response.headers.get('Date')).toBe('Thu, 01 Jan 2026 00:00:00 GMT')
})

test('example tasks are of the state that is asked for, each with an ID of its own', () => {
  const failed = exampleTask({ status: 'Failed', name: 'Restore' })
  expect(failed).toMatchObject({ status: 'Failed', name: 'Restore', fail_reason: expect.any(String), process: '' })
  expect(exampleTask().id).not.toBe(exampleTask().id)
  expect(exampleTask({ status: 'Paused' }).status).toBe('Paused')
})

test('timestamps are what the client parses', () => {
  const now = Date.UTC(2026, 0, 15, 12, 30, 1, 999)
  expect(parseTimestamp(formatTimestamp(now)).getTime()).toBe(now - 999)
  expect(() => formatTimestamp(Number.NaN)).toThrow('needs a valid Date')
})

test('refuses what it cannot do, and says what it can', () => {
  const fake = createFake()
  const [{ id } = exampleTask()] = exampleTasks
  expect(() => fake.insert(exampleTask(), exampleTask({ id }))).toThrow(`has a task ${id} already. Use update`)
  expect(() => fake.insert(exampleTask({ create_time: 'now' }))).toThrow('A timestamp')
  expect(fake.tasks).toEqual(exampleTasks)
  expect(() => fake.update('nowhere', {})).toThrow('no task nowhere. Insert it first.')
  expect(() => fake.remove('nowhere')).toThrow('no task nowhere')
  expect(() => fake.fail({ error: 200 })).toThrow('error must be a status from 400 to 599, reset, or one of ')
  expect(() => fake.fail({ retryAfter: -5 })).toThrow('retryAfter must be an integer from 0, not -5.')
  expect(() => fake.fail({ retryAfter: 0.5 })).toThrow('retryAfter must be an integer')
  expect(() => fake.fail({ delay: -1 })).toThrow('delay must be an integer from 0, not -1.')
  expect(() => fake.fail({ error: 'throttle' })).toThrow('throttled')
  expect(() => createFake({ project: PROJECT_ID } as never)).toThrow('did you mean projectId?')
})
