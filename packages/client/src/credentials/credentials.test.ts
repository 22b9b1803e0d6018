import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { createClient } from '../client.ts'
import { clock } from '../clock.ts'
import { headerNames } from '../document.gen.ts'
import { UsageError } from '../errors.ts'
import { PROJECT_ID } from '../testing/client-of.ts'
import { errorOf } from '../testing/error-of.ts'
import { serve, serveAnswer, type TestServer } from '../testing/serve.ts'
import { useVirtualClock } from '../testing/virtual-clock.ts'
import { chain } from './chain.ts'
import { password } from './password.ts'
import type { CredentialsProvider } from './provider.ts'
import { renewingToken } from './renewing-token.ts'

const PAGE = JSON.stringify({ total_count: 0, actions: [], tasks: [] })
const HEADER = headerNames.token.toLowerCase()
const clientOf = ({ endpoint }: TestServer, credentials: CredentialsProvider) =>
  createClient({ endpoint, projectId: PROJECT_ID, credentials })

/** A service that accepts one token at a time. */
async function serveToken(accepted: { token: string }): Promise<TestServer> {
  return serve(({ headers }, response) => response.writeHead(headers[HEADER] === accepted.token ? 200 : 401).end(PAGE))
}

describe('renewingToken', () => {
  test('shares one call among requests and keeps the token', async () => {
    const server = await serveToken({ token: 'T1' })
    let calls = 0
    const client = clientOf(
      server,
      renewingToken(async () => `T${++calls}`),
    )
    await Promise.all([client.list(), client.list(), client.list()])
    await client.list()
    expect(calls).toBe(1)
    expect(server.requests).toHaveLength(4)
  })

  test('gets one new token after a 401 for all that were refused', async () => {
    const accepted = { token: 'T1' }
    const server = await serveToken(accepted)
    let calls = 0
    const client = clientOf(
      server,
      renewingToken(async () => `T${++calls}`),
    )
    await client.list()
    accepted.token = 'T2'
    await Promise.all([client.list(), client.list(), client.list()])
    expect(calls).toBe(2)
  })

  test('repeats a request once only', async () => {
    const server = await serveAnswer(401, '')
    const client = clientOf(
      server,
      renewingToken(async () => 'refused'),
    )
    expect(await errorOf(client.list())).toMatchObject({ status: 401, attempts: [{ status: 401 }, { status: 401 }] })
    expect(server.requests).toHaveLength(2)
  })

  test('renews a minute before the token expires', async () => {
    useVirtualClock()
    const server = await serveAnswer(200, PAGE)
    let calls = 0
    const provider = renewingToken(async () => ({ token: `T${++calls}`, expiresAt: clock.now() + 90_000 }))
    const client = clientOf(server, provider)
    const { signal } = new AbortController()
    await client.list()
    await clock.sleep(29_000, signal)
    await client.list()
    expect(calls).toBe(1)
    await clock.sleep(2000, signal)
    await client.list()
    expect(calls).toBe(2)
  })

  test('asks again after its source has failed', async () => {
    useVirtualClock()
    const server = await serveToken({ token: 'T2' })
    let calls = 0
    const source = async () => {
      calls += 1
      if (calls === 1) throw new Error('vault is sealed')
      return `T${calls}`
    }
    await clientOf(server, renewingToken(source)).list()
    expect(calls).toBe(2)
  })

  test('ends with the time-out of the attempt when its source hangs', async () => {
    const server = await serveAnswer(200, PAGE)
    const credentials = renewingToken(() => new Promise(() => {}))
    const client = createClient({ endpoint: server.endpoint, projectId: PROJECT_ID, credentials, deadline: 30 })
    expect(await errorOf(client.list())).toMatchObject({ kind: 'timeout' })
    expect(server.requests).toEqual([])
  })

  test('refuses a token that no header carries, without showing it', async () => {
    const server = await serveAnswer(200, PAGE)
    const error = await errorOf(
      clientOf(
        server,
        renewingToken(async () => 'CANARY\n'),
      ).list(),
    )
    expect(error).toMatchObject({ kind: 'usage' })
    expect(inspect(error, { depth: 9 })).not.toContain('CANARY')
  })
})

describe('password', () => {
  const login = { domainName: 'domain', userName: 'user', password: 'CANARY"pass' }

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
    const client = clientOf(server, password({ ...login, iamEndpoint: `${iam.endpoint}/` }))
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
  ])('a login that is refused with %s is an ApiError, not retried', async (_, body, words) => {
    const iam = await serveIam(401, body)
    const server = await serveAnswer(200, PAGE)
    const error = await errorOf(clientOf(server, password({ ...login, iamEndpoint: iam.endpoint })).list())
    expect(error).toMatchObject({ kind: 'api', status: 401, message: expect.stringContaining(words) })
    expect(inspect(error, { depth: 9 }) + JSON.stringify(error)).not.toContain(login.password)
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
    await clientOf(await serveToken({ token: 'T1' }), password({ ...login, iamEndpoint: iam.endpoint })).list()
    expect(calls).toBe(2)
  })

  test('does not follow a redirect with the password', async () => {
    const other = await serveAnswer(201, '{}', { 'X-Subject-Token': 'T1' })
    const iam = await serveIam(307, '', { Location: other.endpoint })
    const server = await serveAnswer(200, PAGE)
    const error = await errorOf(clientOf(server, password({ ...login, iamEndpoint: iam.endpoint })).list())
    expect(error).toMatchObject({ kind: 'api', status: 307 })
    expect(other.requests).toEqual([])
  })

  test.each([{ password: '' }, { userName: undefined }, { iamEndpoint: 'iam' }, { user: 'x' }])(
    'refuses %j',
    (change) => {
      const refused = () => password({ ...login, iamEndpoint: 'http://127.0.0.1', ...change } as never)
      expect(refused).toThrow(UsageError)
      expect(refused).not.toThrow('CANARY')
    },
  )
})

test('chain takes the first source that has credentials and tells why none has', () => {
  const none = () => {
    throw new UsageError('No token here.')
  }
  const some = renewingToken(async () => 't')
  expect(chain(none, () => some, none)).toBe(some)
  expect(() => chain(none, none)).toThrow('No credentials found. No token here. No token here.')
  const broken = () => {
    throw new TypeError('broken')
  }
  expect(() => chain(broken, () => some)).toThrow('broken')
})
