import { ApiError } from '@rds-tasklist/client'
import { type RunningMock, startMock } from '@rds-tasklist/mock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listOperation } from '../rules/document.ts'
import { clientOf } from './setup.ts'

const examples = Object.entries(listOperation().responses).flatMap(([status, { content }]) =>
  Object.values(content).flatMap(({ examples }) =>
    Object.entries(examples).map(([name, { value }]) => ({ status: Number(status), name, value })),
  ),
)

describe.each([false, true])('a strict client of the mock, stateful: %s, takes', (stateful) => {
  let mock: RunningMock
  beforeAll(async () => {
    mock = await startMock({ port: 0, stateful })
  })
  afterAll(() => mock.close())

  test.each(examples)('the $status that shows $name', async ({ status, name, value }) => {
    const client = clientOf(mock, {
      maxAttempts: 1,
      fetch(request) {
        request.headers.set('Prefer', `code=${status}, example=${name}`)
        return fetch(request)
      },
    })
    const outcome = await client.list().catch((error: unknown) => error)
    if (status === 200) expect(outcome).toEqual(value)
    else expect(ApiError.is(outcome) && outcome.code).toBe((value as { error_code: string }).error_code)
  })
})
