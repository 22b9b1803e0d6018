import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { expect, onTestFinished, test } from 'vitest'
import { createClient } from '../client.ts'
import { seen } from '../testing/canary-check.ts'
import { PROJECT_ID, TOKEN } from '../testing/client-of.ts'
import { errorOf } from '../testing/error-of.ts'
import { serve } from '../testing/serve.ts'
import { useVirtualClock } from '../testing/virtual-clock.ts'
import { channelNames, diagnosticsChannel } from './diagnostics-channel.ts'

test('publishes every event to its channel', async () => {
  useVirtualClock()
  const published: unknown[] = []
  for (const name of Object.values(channelNames)) {
    const listener = (message: unknown) => {
      published.push(name)
      seen.push(message)
    }
    subscribe(name, listener)
    onTestFinished(() => void unsubscribe(name, listener))
  }
  const statuses = [503, 200, 403]
  const server = await serve((_, response) =>
    response.writeHead(statuses.shift() ?? 500).end('{"total_count": 0, "actions": [], "tasks": []}'),
  )
  const hooks = diagnosticsChannel()
  const client = createClient({
    endpoint: server.endpoint,
    projectId: PROJECT_ID,
    credentials: { token: TOKEN },
    hooks,
  })
  await client.list()
  await errorOf(client.list())
  const { onRequest, onAttempt, onRetry, onResponse, onError } = channelNames
  expect(published).toEqual([onRequest, onAttempt, onRetry, onAttempt, onResponse, onRequest, onAttempt, onError])
  expect(seen.at(-2)).toMatchObject({ error: { kind: 'api', status: 403 } })
})
