import { createClient } from '@rds-tasklist/client'
import { expect, test } from 'vitest'
import { retryHelps } from './retry.ts'

/** Whether the client sends a request again that was answered with this status. */
async function clientRetries(status: number): Promise<boolean> {
  let sent = 0
  const client = createClient({
    region: 'cn-north-4',
    projectId: '54623db08b174c858ba779d2aa7923a3',
    credentials: { token: 'a-token' },
    maxAttempts: 2,
    fetch: async () => {
      sent += 1
      return Response.json({ error_code: 'APIGW.0201', error_msg: 'API request error.' }, { status })
    },
  })
  await client.list().catch(() => {})
  return sent > 1
}

test('the advice for a code that does not pass by itself is what the client does, for every status of an error', async () => {
  const statuses = Array.from({ length: 200 }, (_, index) => 400 + index)
  const advised = statuses.filter((status) => retryHelps(status, { retry: false }))
  const retried = await Promise.all(statuses.map(clientRetries))
  expect(advised).toEqual(statuses.filter((_, index) => retried[index]))
})

test('a code that passes does so with any status', () => {
  expect([retryHelps(403, { retry: true }), retryHelps(403, undefined)]).toEqual([true, false])
})
