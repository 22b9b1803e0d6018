import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { createClient } from './client.ts'
import { TOKEN } from './testing/canaries.ts'
import { PROJECT_ID } from './testing/client-of.ts'
import { errorOf } from './testing/error-of.ts'
import { serveAnswer } from './testing/serve.ts'
import { handlers } from './testing.msw.ts'
import { createFake, exampleTasks } from './testing.ts'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledFrame: 'bypass' }))
afterEach(() => server.resetHandlers())
afterAll(() => server.close())

const ENDPOINT = 'https://rds.example.com'
const clientOf = (endpoint = ENDPOINT) =>
  createClient({ endpoint, projectId: PROJECT_ID, credentials: { token: TOKEN }, maxAttempts: 1 })

test('the global fetch is answered by the fake, its faults included', async () => {
  const fake = createFake()
  server.use(...handlers(fake))
  expect((await clientOf().list()).total_count).toBe(exampleTasks.length)
  fake.fail({ error: 'throttled' }, { error: 'reset' })
  expect(await errorOf(clientOf().list())).toMatchObject({ status: 429 })
  expect(await errorOf(clientOf().list())).toMatchObject({ kind: 'connection' })
  expect(fake.requests).toHaveLength(3)
})

test('a mistake in the code of the test is none of the connection', async () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => printed.mockRestore())
  const now = () => undefined as never as number
  server.use(...handlers(createFake({ now: () => now().valueOf() })))
  expect(await errorOf(clientOf().list())).toMatchObject({
    status: 500,
    bodyExcerpt: expect.stringContaining('valueOf'),
  })
  expect(printed.mock.calls.join()).toContain('valueOf')
})

test('with an endpoint, only that is answered; it may have a path', async () => {
  server.use(...handlers(createFake(), { endpoint: `${ENDPOINT}/` }))
  expect((await clientOf().list()).total_count).toBe(exampleTasks.length)
  const real = await serveAnswer(418, 'the real one')
  expect(await errorOf(clientOf(real.endpoint).list())).toMatchObject({ status: 418 })
})

test('refuses an endpoint that is no URL', () => {
  expect(() => handlers(createFake(), { endpoint: 'rds' })).toThrow('endpoint must be a URL')
})
