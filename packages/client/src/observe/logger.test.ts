import { expect, test } from 'vitest'
import { createClient } from '../client.ts'
import { seen } from '../testing/canary-check.ts'
import { PROJECT_ID, TOKEN } from '../testing/client-of.ts'
import { errorOf } from '../testing/error-of.ts'
import { serve } from '../testing/serve.ts'
import { useVirtualClock } from '../testing/virtual-clock.ts'
import { type Logger, logger } from './logger.ts'

test('writes a line an event, without credentials and line breaks that a server sends', async () => {
  useVirtualClock()
  const lines: string[] = []
  const levels = ['debug', 'info', 'warn', 'error'] as const
  const write = (level: string) => (line: string) => void seen.push(lines.at(lines.push(`${level} ${line}`) - 1))
  const target = Object.fromEntries(levels.map((level) => [level, write(level)])) as Logger
  let answers = 0
  const server = await serve((_, response) => {
    response.setHeader('X-Request-Id', `id-${answers}`)
    answers += 1
    if (answers === 1) response.writeHead(503).end()
    else if (answers === 2) response.end('{"total_count": 0, "actions": [], "tasks": []}')
    else response.writeHead(403).end(JSON.stringify({ error_code: 'DBS.1', error_msg: `no\nINFO ${TOKEN}` }))
  })
  const client = createClient({
    endpoint: server.endpoint,
    projectId: PROJECT_ID,
    credentials: { token: TOKEN },
    hooks: logger(target),
  })
  await client.list()
  await errorOf(client.list())
  const begin = `#\\d+ GET ${server.endpoint}/v3/${PROJECT_ID}/tasklist`
  const expected = [
    `debug ${begin} begins`,
    `debug ${begin} attempt 1: 503 in \\d+ ms \\(request id id-0\\)`,
    `warn ${begin} attempt 2 follows in 200 ms`,
    `debug ${begin} attempt 2: 200 in \\d+ ms \\(request id id-1\\)`,
    `info ${begin} 200 in \\d+ ms \\(request id id-1\\)`,
    `debug ${begin} begins`,
    `debug ${begin} attempt 1: 403 in \\d+ ms \\(request id id-2\\)`,
    `error ${begin} failed after \\d+ ms: ApiError: .*403 DBS.1: no INFO \\[redacted\\].*`,
  ]
  expect(lines).toEqual(expected.map((line) => expect.stringMatching(new RegExp(`^${line}$`))))
})

test('writes to the console', async () => {
  const hooks = logger(console)
  hooks.onRequest?.({ call: 7, request: { method: 'GET', url: 'http://127.0.0.1/', headers: {} }, elapsed: 0 })
  expect(seen).toContain('#7 GET http://127.0.0.1/ begins')
})
