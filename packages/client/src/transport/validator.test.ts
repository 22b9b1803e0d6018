import { expect, test } from 'vitest'
import { createClient } from '../client.ts'
import { PROJECT_ID, TOKEN } from '../testing/client-of.ts'
import { documentExamples, pageExample } from '../testing/document-examples.ts'
import { errorOf } from '../testing/error-of.ts'
import { serve, serveAnswer } from '../testing/serve.ts'
import { useVirtualClock } from '../testing/virtual-clock.ts'
import type { ResponseValidator } from './validator.ts'

const validating = ({ endpoint }: { endpoint: string }, validate: ResponseValidator, maxAttempts = 1) =>
  createClient({ endpoint, projectId: PROJECT_ID, credentials: { token: TOKEN }, validate, maxAttempts })

test.each(documentExamples())('hands a %i to the validator as it came: %s', async (status, _, body) => {
  const server = await serveAnswer(status, JSON.stringify(body))
  const seen: unknown[] = []
  const client = validating(server, (...answer) => void seen.push(answer))
  await client.list().catch(() => {})
  expect(seen).toEqual([[body, status]])
})

test('hands over a page before its members are read', async () => {
  const body = { total_count: 0, actions: null }
  const server = await serveAnswer(200, JSON.stringify(body))
  const error = await errorOf(validating(server, (page) => `it is ${JSON.stringify(page)}.`).list())
  expect(error).toMatchObject({ kind: 'decode', message: expect.stringContaining(`it is ${JSON.stringify(body)}.`) })
})

test('refuses a page with the rule that the validator returns, without credentials', async () => {
  const server = await serveAnswer(200, JSON.stringify(pageExample('running')), { 'X-Request-Id': 'r-1' })
  const error = await errorOf(validating(server, () => `tasks[0].id is ${TOKEN}.`).list())
  const attempts = [{ status: 200, requestId: 'r-1', ms: expect.any(Number) }]
  const message = expect.stringContaining('cannot be used: tasks[0].id is [redacted].')
  expect(error).toMatchObject({ kind: 'decode', status: 200, requestId: 'r-1', attempts, message })
})

test.each([401, 503])('an error with %i stays the same, whatever the validator returns', async (status) => {
  const server = await serveAnswer(status, '{"message": "upstream"}')
  const judged: unknown[] = []
  const error = await errorOf(validating(server, (_, status) => `${judged.push(status)} is odd.`).list())
  expect(error).toMatchObject({ kind: 'api', status, bodyExcerpt: '{"message": "upstream"}' })
  expect(judged).toEqual([status])
})

test.each(['', '<html>', '{"total_'])('is not asked about a body that is no JSON: %j', async (body) => {
  const refuse = () => 'never.'
  for (const [status, kind] of [
    [200, 'decode'],
    [502, 'api'],
  ] as const) {
    const error = await errorOf(validating(await serveAnswer(status, body), refuse).list())
    expect(error).toMatchObject({ kind, message: expect.not.stringContaining('never.') })
  }
})

test('does not see credentials that the body of an error echoes', async () => {
  const server = await serveAnswer(401, JSON.stringify({ error_code: 'A', error_msg: `bad ${TOKEN}` }))
  const seen: unknown[] = []
  await errorOf(validating(server, (body) => void seen.push(body)).list())
  expect(seen).toEqual([{ error_code: 'A', error_msg: 'bad [redacted]' }])
})

test('leaves the retries as they are', async () => {
  useVirtualClock()
  let answers = 0
  const page = pageExample('running')
  const server = await serve((_, response) =>
    answers++ === 0 ? response.writeHead(503).end('{"odd": 1}') : response.end(JSON.stringify(page)),
  )
  const validate: ResponseValidator = (_, status) => (status === 200 ? undefined : 'it is odd.')
  expect(await validating(server, validate, 2).list()).toEqual(page)
  expect(server.requests).toHaveLength(2)
})

test.each([200, 401, 503])('what the validator throws at a %i rejects the call, at once', async (status) => {
  const server = await serveAnswer(status, '{}')
  const thrown = new Error('a bug of the validator')
  const validate = () => {
    throw thrown
  }
  expect(await errorOf(validating(server, validate, 2).list())).toBe(thrown)
  expect(server.requests).toHaveLength(1)
})
