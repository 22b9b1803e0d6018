import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { createClient } from '../client.ts'
import { UsageError } from '../errors.ts'
import { PASSWORD } from '../testing/canaries.ts'
import { PROJECT_ID } from '../testing/client-of.ts'
import { errorOf } from '../testing/error-of.ts'
import { serve, serveAnswer } from '../testing/serve.ts'
import { clientWith, PAGE, serveToken } from '../testing/token-service.ts'
import { useVirtualClock } from '../testing/virtual-clock.ts'
import { password } from './password.ts'

describe('password', () => {
  const login = { domainName: 'domain', userName: 'user', password: PASSWORD }

  async function serveIam(status: number, body: string, headers: Record<string, string> = {}) {
    const bodies: string[] = []
    const server = await serve((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        bodies.push(Buffer.concat(chunks).toString())
        response.writeHead(status, headers).end(body)
      })
    })
    return { ...server, bodies }
  }

  test('logs in for the project and sends the token', async () => {
    const expires_at = new Date(Date.now() + 86_400_000).toISOString()
    const iam = await serveIam(201, JSON.stringify({ token: { expires_at } }), { 'X-Subject-Token': 'T1' })
    const server = await serveToken({ token: 'T1' })
    const client = clientWith(server, password({ ...login, iamEndpoint: `${iam.endpoint}/` }))
    await client.list()
    await client.list()
    expect(iam.requests).toMatchObject([{ method: 'POST', url: '/v3/auth/tokens' }])
    expect(JSON.parse(iam.bodies[0] ?? '')).toEqual({
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: 'user', password: login.password, domain: { name: 'domain' } } },
        },
        scope: { project: { id: PROJECT_ID } },
      },
    })
  })

  test.each([
    ['the documented error', '{"error":{"code":401,"message":"The username or password is wrong."}}', 'is wrong.'],
    ['an echo of the password', `{"error":{"message":${JSON.stringify(login.password)}}}`, '[redacted]'],
    ['HTML', '<html>', 'without a documented body'],
    ['an echo of the request', JSON.stringify({ data: JSON.stringify(login) }), 'without a documented body'],
    ['an echo in HTML', `<pre>${login.password.replaceAll('"', '&quot;').replaceAll('&', '&amp;')}`, 'without a docu'],
  ])('a login that is refused with %s is an ApiError, not retried', async (_, body, words) => {
    const iam = await serveIam(401, body)
    const server = await serveAnswer(200, PAGE)
    const error = await errorOf(clientWith(server, password({ ...login, iamEndpoint: iam.endpoint })).list())
    expect(error).toMatchObject({ kind: 'api', status: 401, message: expect.stringContaining(words) })
    expect(inspect(error, { depth: 9 }) + JSON.stringify(error)).not.toContain('MustNeverShow')
    expect(error).toMatchObject({ attempts: [], request: { method: 'GET' } })
    expect(iam.requests).toHaveLength(1)
    expect(server.requests).toEqual([])
  })

  test('waits out an IAM that is busy', async () => {
    useVirtualClock()
    let calls = 0
    const iam = await serve((_, response) => {
      calls += 1
      if (calls === 1) response.writeHead(503).end()
      else response.writeHead(201, { 'X-Subject-Token': 'T1' }).end('{}')
    })
    await clientWith(await serveToken({ token: 'T1' }), password({ ...login, iamEndpoint: iam.endpoint })).list()
    expect(calls).toBe(2)
  })

  test('waits as long as a busy IAM asks, and fails at once when that is too long', async () => {
    const { pauses } = useVirtualClock()
    const asked = ['7', '3600']
    const iam = await serve((_, response) => response.writeHead(429, { 'Retry-After': asked.shift() }).end())
    const client = clientWith(await serveAnswer(200, PAGE), password({ ...login, iamEndpoint: iam.endpoint }))
    const [one, two] = await Promise.all([errorOf(client.list()), errorOf(client.list())])
    expect(one).toMatchObject({ kind: 'api', status: 429 })
    expect(two).not.toBe(one)
    expect(pauses.filter((ms) => ms >= 7000)).toHaveLength(2)
    expect(iam.requests).toHaveLength(2)
  })

  test('bounds the excerpt of a refusal and keeps it on one line', async () => {
    const iam = await serveIam(401, `a\u001b[31m\nb${'x'.repeat(1000)}`, {
      'X-Request-Id': encodeURIComponent(PASSWORD),
    })
    const client = clientWith(await serveAnswer(200, PAGE), password({ ...login, iamEndpoint: iam.endpoint }))
    const error = (await errorOf(client.list())) as { bodyExcerpt: string }
    expect(error).toMatchObject({ bodyExcerpt: expect.stringMatching(/^a \[31m bx+…$/), requestId: '[redacted]' })
    expect(error.bodyExcerpt).toHaveLength(201)
  })

  test('names IAM when it cannot be reached, without what a fetch puts into its error', async () => {
    useVirtualClock()
    const fetch = async (request: Request) => {
      const body = await request.text()
      throw Object.assign(new Error(`refused ${body}`), { code: 'ECONNREFUSED', body })
    }
    const credentials = password({ ...login, iamEndpoint: 'http://127.0.0.1:1/' })
    const options = { endpoint: 'http://127.0.0.2', projectId: PROJECT_ID, credentials, fetch }
    const error = await errorOf(createClient(options).list())
    expect(error).toMatchObject({
      kind: 'connection',
      message: expect.stringContaining('answer from http://127.0.0.1:1:'),
    })
    expect((error as Error).message).not.toContain('127.0.0.2')
    expect(inspect(error, { depth: 9 })).not.toContain('MustNeverShow')
  })

  test('does not follow a redirect with the password', async () => {
    const other = await serveAnswer(201, '{}', { 'X-Subject-Token': 'T1' })
    const iam = await serveIam(307, '', { Location: other.endpoint })
    const server = await serveAnswer(200, PAGE)
    const error = await errorOf(clientWith(server, password({ ...login, iamEndpoint: iam.endpoint })).list())
    expect(error).toMatchObject({ kind: 'api', status: 307 })
    expect(other.requests).toEqual([])
  })

  test.each([
    { password: '' },
    { userName: undefined },
    { iamEndpoint: 'iam' },
    { iamEndpoint: 'http://user:hunter2@127.0.0.1' },
    { iamEndpoint: 'http://127.0.0.1/?hunter2=1' },
    { iamEndpoint: 'http://127.0.0.1/#hunter2' },
    { user: 'x' },
  ])('refuses %j', (change) => {
    const refused = () => password({ ...login, iamEndpoint: 'http://127.0.0.1', ...change } as never)
    expect(refused).toThrow(UsageError)
    expect(refused).not.toThrow(/MustNeverShow|hunter2/)
  })
})
