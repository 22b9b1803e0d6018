import { ApiError, type Client, createClient } from '@rds-tasklist/client'
import { type RunningMock, startMock } from '@rds-tasklist/mock'
import type { Operation } from '@rds-tasklist/spec/reader'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundle, operations } from './bundle.ts'
import { casesOf } from './cases.ts'
import { sampleInput, sampleRequest, TOKEN } from './valid-request.ts'
import { send, type WireRequest } from './wire.ts'

let mock: RunningMock
beforeAll(async () => {
  mock = await startMock({ port: 0 })
})
afterAll(() => mock.close())

/** The built client, sending this request in place of its own. */
function clientSending({ method, target, headers }: WireRequest): Client {
  return createClient({
    endpoint: mock.url,
    projectId: '0'.repeat(32),
    credentials: { token: TOKEN },
    fetch: () => fetch(`${mock.url}${target}`, { method, headers }),
  })
}

const pairs = operations.flatMap((operation) =>
  Object.keys(operation.responses).map((status) => ({ operation, status: Number(status) })),
)

describe.each(pairs)('$operation.operationId $status', ({ operation, status }) => {
  const cases = casesOf(operation, status)

  test('has a case', () => {
    expect(cases.length).toBeGreaterThan(0)
  })

  test.each(cases)('through the client: $name', async ({ request }) => {
    const [client, { body }] = [clientSending(request), await send(mock.url, request)]
    if (status === 200) return expect(await client.list()).toEqual(JSON.parse(body))
    const error = await client.list().catch((thrown: unknown) => thrown)
    const { error_code, error_msg } = JSON.parse(body)
    expect(ApiError.is(error)).toBe(true)
    expect(error).toMatchObject({
      status,
      code: error_code,
      errorMessage: error_msg,
      requestId: expect.stringMatching(/^\w{32}$/),
    })
  })
})

test('the client itself sends the sample request and gets the sample response', async () => {
  const [operation] = operations as [Operation]
  const { projectId, query } = sampleInput(operation)
  const sent: string[] = []
  const client = createClient({
    endpoint: mock.url,
    projectId,
    credentials: { token: TOKEN },
    fetch(request) {
      sent.push(request.url)
      return fetch(request)
    },
  })
  const page = await client.list(query)
  expect(page).toEqual(
    bundle.components.responses.TaskPage.content['application/json'].examples['sample-response'].value,
  )
  expect(sent).toEqual([`${mock.url}${sampleRequest(operation).target}`])
})
