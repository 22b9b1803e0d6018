import { inspect } from 'node:util'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createClient } from '../client.ts'
import { clock } from '../clock.ts'
import { PASSWORD } from '../testing/canaries.ts'
import { PROJECT_ID } from '../testing/client-of.ts'
import { errorOf } from '../testing/error-of.ts'
import { serveAnswer } from '../testing/serve.ts'
import { clientWith, HEADER, PAGE, serveToken } from '../testing/token-service.ts'
import { useVirtualClock } from '../testing/virtual-clock.ts'
import { renewingToken, type TokenSource } from './renewing-token.ts'

describe('renewingToken', () => {
  test('shares one call among requests and keeps the token', async () => {
    const server = await serveToken({ token: 'T1' })
    let calls = 0
    const client = clientWith(
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
    const client = clientWith(
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
    const client = clientWith(
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
    const client = clientWith(server, provider)
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
    await clientWith(server, renewingToken(source)).list()
    expect(calls).toBe(2)
  })

  test('an error of its source blames the source and shows nothing but its message', async () => {
    const source = () => Promise.reject(Object.assign(new Error('vault is sealed'), { config: { data: PASSWORD } }))
    const error = await errorOf(clientWith(await serveAnswer(200, PAGE), renewingToken(source)).list())
    expect(error).toMatchObject({
      kind: 'connection',
      message: 'The credentials failed: vault is sealed. (4 attempts: vault is sealed)',
      cause: { message: 'vault is sealed' },
    })
    expect(inspect(error, { depth: 9 })).not.toContain('config')
  })

  test.each([
    ['nothing', undefined, 'not undefined'],
    ['a number', 5, 'not 5'],
    ['an object without token', {}, 'The token of the provider is missing'],
    ['seconds', { token: 't', expiresAt: 1_790_000_000 }, 'expiresAt must be a Date or milliseconds since 1970'],
    ['no time', { token: 't', expiresAt: new Date('tomorrow') }, 'expiresAt must be a Date'],
  ])('a source that gives %s is refused at once', async (_, given, words) => {
    let calls = 0
    const source = async () => {
      calls += 1
      return given
    }
    const error = await errorOf(clientWith(await serveAnswer(200, PAGE), renewingToken(source as TokenSource)).list())
    expect(error).toMatchObject({ kind: 'usage', message: expect.stringContaining(words) })
    expect(calls).toBe(1)
  })

  test('gets a token for each project', async () => {
    const server = await serveAnswer(200, PAGE)
    const credentials = renewingToken(async ({ projectId }) => `T-${projectId}`)
    const projects = [PROJECT_ID, PROJECT_ID.replaceAll('0', 'f')]
    for (const projectId of [...projects, ...projects]) {
      await createClient({ endpoint: server.endpoint, projectId, credentials }).list()
    }
    expect(server.requests.map(({ headers }) => headers[HEADER])).toEqual(
      [...projects, ...projects].map((projectId) => `T-${projectId}`),
    )
  })

  test('a caller that gives up leaves the call to the others', async () => {
    const server = await serveAnswer(200, PAGE)
    let give: (() => void) | undefined
    const client = clientWith(
      server,
      renewingToken(
        ({ signal }) =>
          new Promise((resolve, reject) => {
            signal.addEventListener('abort', () => reject(new Error('given up')))
            give = () => resolve('T1')
          }),
      ),
    )
    const first = new AbortController()
    const [given, waiting] = [client.list({}, { signal: first.signal }), client.list()]
    await vi.waitFor(() => expect(give).toBeDefined())
    first.abort('enough')
    expect(await errorOf(given)).toMatchObject({ kind: 'aborted' })
    give?.()
    await waiting
    expect(server.requests).toHaveLength(1)
  })

  test('gives up a call that hangs, so that a later request makes another', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    let calls = 0
    const provider = renewingToken(() => (++calls === 1 ? new Promise(() => {}) : Promise.resolve('T2')))
    const context = { fetch, projectId: PROJECT_ID, signal: new AbortController().signal }
    const ask = () => provider.authenticate(new Request('http://127.0.0.1'), context)
    const hanging = errorOf(ask())
    vi.advanceTimersByTime(30_000)
    expect(await hanging).toMatchObject({ message: 'the source gave no token within 30000 ms' })
    expect(await ask()).toMatchObject({ secrets: ['T2'] })
    expect(vi.getTimerCount()).toBe(0)
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
      clientWith(
        server,
        renewingToken(async () => 'CANARY\n'),
      ).list(),
    )
    expect(error).toMatchObject({ kind: 'usage' })
    expect(inspect(error, { depth: 9 })).not.toContain('CANARY')
  })
})
