import {
  type AnyRdsError,
  ApiError,
  type Client,
  createClient,
  type ErrorCode,
  type InstanceStatus,
  type ListQuery,
  parseProgress,
  parseTimestamp,
  RdsError,
  type Region,
  safe,
  type Task,
  type TaskList,
  type TaskStatus,
  UsageError,
} from '@rds-tasklist/client'
import { renewingToken } from '@rds-tasklist/client/credentials'
import { wait, waitAll, watch } from '@rds-tasklist/client/wait'
import { assertType, describe, expectTypeOf, test } from 'vitest'

declare const client: Client
declare const task: Task
const projectId = '0123456789abcdef0123456789abcdef'
const credentials = { token: 't' }

describe('createClient', () => {
  test('takes a region or an endpoint', () => {
    assertType<Client>(createClient({ region: 'cn-north-4', projectId, credentials }))
    assertType<Client>(
      createClient({ endpoint: 'http://127.0.0.1:4010', projectId, credentials, fetch: globalThis.fetch }),
    )
    expectTypeOf<'eu-west-101'>().toExtend<Region>()
    expectTypeOf<string>().not.toExtend<Region>()
  })

  test('refuses both, neither, and a region that the document does not know', () => {
    // @ts-expect-error neither a region nor an endpoint
    createClient({ projectId, credentials })
    // @ts-expect-error both
    createClient({ region: 'cn-north-4', endpoint: 'http://127.0.0.1', projectId, credentials })
    // @ts-expect-error no such region
    createClient({ region: 'cn-north-5', projectId, credentials })
  })

  test('refuses unknown, missing and mistyped options', () => {
    createClient({
      region: 'cn-north-4',
      projectId,
      credentials,
      // @ts-expect-error misspelt
      languge: 'zh-cn',
    })
    // @ts-expect-error misspelt
    createClient({ region: 'cn-north-4', projctId: projectId, credentials })
    // @ts-expect-error no project
    createClient({ region: 'cn-north-4', credentials })
    // @ts-expect-error misspelt
    createClient({ region: 'cn-north-4', projectId, credentials: { tokn: 't' } })
  })

  test('takes any language and offers those of the document', () => {
    createClient({ region: 'cn-north-4', projectId, credentials, language: 'fr-fr' })
    // @ts-expect-error a number is no language
    createClient({ region: 'cn-north-4', projectId, credentials, language: 1 })
  })
})

describe('hooks and validate', () => {
  const options = { region: 'cn-north-4', projectId, credentials } as const

  test('know what they are told', () => {
    createClient({
      ...options,
      validate: (body, status) => (status === 200 && body === null ? 'the body is null.' : undefined),
      hooks: {
        onRequest: ({ call, request }) => assertType<[number, string]>([call, request.url]),
        onAttempt: ({ attempt, status }) => assertType<[number, number | undefined]>([attempt, status]),
        onRetry: ({ attempt, delay }) => assertType<number>(attempt + delay),
        onResponse: ({ ms, requestId }) => assertType<[number, string | undefined]>([ms, requestId]),
        onError: ({ error }) => expectTypeOf(error).toBeUnknown(),
      },
    })
  })

  test('have no other names', () => {
    // @ts-expect-error misspelt
    createClient({ ...options, hooks: { onErorr: () => {} } })
  })
})

describe('list', () => {
  test('takes the parameters of the document and gives a page', () => {
    expectTypeOf(client.list()).resolves.toEqualTypeOf<TaskList>()
    client.list({ offset: 0, limit: 50, id: '', instance_id: undefined, status: 'Running' })
    client.list({}, { signal: AbortSignal.timeout(1000) })
    client.list({ end_time: 1748524501390 })
    client.list({ start_time: new Date(), end_time: '1748524501390' })
  })

  test('a start needs an end', () => {
    // @ts-expect-error no end_time
    client.list({ start_time: 1747919701390 })
    // @ts-expect-error an end_time that may be absent
    client.list({ start_time: 1747919701390, end_time: undefined })
    // @ts-expect-error the same through a variable
    assertType<ListQuery>({ start_time: new Date(), limit: 3 })
  })

  test('refuses unknown names and other types', () => {
    // @ts-expect-error misspelt
    client.list({ limt: 3 })
    // @ts-expect-error names differ by case
    client.list({ limit: 3, Offset: 1 })
    // @ts-expect-error a number as text
    client.list({ limit: '3' })
    // @ts-expect-error no such state to ask for
    client.list({ status: 'Paused' })
    // @ts-expect-error null is not absent
    client.list({ id: null })
    // @ts-expect-error misspelt
    client.list({}, { sginal: AbortSignal.timeout(1000) })
  })
})

describe('responses', () => {
  test('states are open: any string is accepted, and those of the document are known', () => {
    expectTypeOf<'Running' | 'Completed' | 'Failed'>().toExtend<TaskStatus>()
    assertType<Task['status']>('Running')
    assertType<Task['status']>('Paused')
    assertType<Task['instance_status']>('SOMETHING NEW')
    // Had the union collapsed, it would be `string`, and editors would offer nothing.
    expectTypeOf<Task['status']>().not.toEqualTypeOf<string>()
    expectTypeOf<Extract<Task['status'], TaskStatus>>().toEqualTypeOf<TaskStatus>()
    expectTypeOf<Extract<Task['instance_status'], InstanceStatus>>().toEqualTypeOf<InstanceStatus>()
    // @ts-expect-error a number is no state
    assertType<Task['status']>(1)
  })

  test('what may be absent is optional', () => {
    expectTypeOf(task.process).toEqualTypeOf<string | undefined>()
    expectTypeOf(task.fail_reason).toEqualTypeOf<string | undefined>()
    expectTypeOf(task.id).toEqualTypeOf<string>()
    expectTypeOf(parseTimestamp(task.create_time)).toEqualTypeOf<Date>()
    expectTypeOf(parseProgress(task.process)).toEqualTypeOf<number | undefined>()
  })
})

describe('several pages and one task', () => {
  test('have the types of the document', () => {
    expectTypeOf(client.get('id')).resolves.toEqualTypeOf<Task>()
    expectTypeOf(client.tasks({ status: 'Failed' }).toArray({ limit: 5 })).resolves.toEqualTypeOf<Task[]>()
    expectTypeOf(client.pages()).toExtend<AsyncIterable<TaskList>>()
    // @ts-expect-error misspelt
    client.tasks().toArray({ limt: 5 })
    // @ts-expect-error no end_time
    client.tasks({ start_time: 1747919701390 })
    // @ts-expect-error no ID
    client.get()
  })

  test('wait gives tasks', () => {
    expectTypeOf(wait(client, 'id', { deadline: 1000 })).resolves.toEqualTypeOf<Task>()
    expectTypeOf(waitAll(client, ['id'])).resolves.toEqualTypeOf<Task[]>()
    expectTypeOf(watch(client, 'id')).toExtend<AsyncIterable<Task>>()
    // @ts-expect-error misspelt
    wait(client, 'id', { timeout: 1000 })
  })
})

describe('options of retries', () => {
  test('are numbers', () => {
    createClient({ region: 'cn-north-4', projectId, credentials, maxAttempts: 1, deadline: 1000, preflight: false })
    // @ts-expect-error text
    createClient({ region: 'cn-north-4', projectId, credentials, deadline: '1s' })
  })

  test('credentials can be a provider', () => {
    createClient({ region: 'cn-north-4', projectId, credentials: renewingToken(async () => 't') })
    // @ts-expect-error a token is no text
    renewingToken(async () => 1)
  })
})

describe('safe', () => {
  test('narrows by status', async () => {
    const result = await safe(client.list())
    if (result.ok) expectTypeOf(result.data).toEqualTypeOf<TaskList>()
    else if (result.status === 403) expectTypeOf(result.error.status).toEqualTypeOf<403>()
    else if (result.status === 'other') expectTypeOf(result.error).toEqualTypeOf<ApiError>()
    else if (result.status === undefined) expectTypeOf(result.error).not.toExtend<ApiError>()
    // @ts-expect-error not listed
    if (result.status === 418) throw new UsageError('')
  })
})

describe('errors', () => {
  test('narrow by class and by kind', () => {
    const error: unknown = undefined
    if (ApiError.is(error)) {
      expectTypeOf(error.status).toEqualTypeOf<number>()
      assertType<typeof error.code>('DBS.280001')
      assertType<typeof error.code>('DBS.999999')
      expectTypeOf<Extract<typeof error.code, ErrorCode>>().toEqualTypeOf<ErrorCode>()
    }
    if (RdsError.is(error)) {
      expectTypeOf(error).toEqualTypeOf<AnyRdsError>()
      if (error.kind === 'decode') expectTypeOf(error.bodyExcerpt).toEqualTypeOf<string>()
    }
  })
})
