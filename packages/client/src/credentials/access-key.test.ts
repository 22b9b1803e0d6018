import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { verify } from '@rds-tasklist/signature'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createClient } from '../client.ts'
import { UsageError } from '../errors.ts'
import { SECRET_KEY as SK, SECURITY_TOKEN as ST } from '../testing/canaries.ts'
import { PROJECT_ID } from '../testing/client-of.ts'
import { errorOf } from '../testing/error-of.ts'
import { serve, type TestServer } from '../testing/serve.ts'
import { useVirtualClock } from '../testing/virtual-clock.ts'
import { accessKey } from './access-key.ts'
import { chain } from './chain.ts'
import { fromEnv } from './env.ts'
import { fromProfile } from './profile.ts'
import type { CredentialsProvider } from './provider.ts'

const AK = 'AKEXAMPLE0123456789A'
const PAGE = JSON.stringify({ total_count: 0, actions: [], tasks: [] })
const listWith = (server: TestServer, credentials: CredentialsProvider, query = {}) =>
  createClient({ endpoint: server.endpoint, projectId: PROJECT_ID, credentials }).list(query)

/** A service that verifies signatures with the verifying half of the signature package; the first answers are `statuses`. */
function serveVerified(now: () => number, ...statuses: number[]): Promise<TestServer> {
  return serve(async ({ method = '', url = '', headers }, response) => {
    const secretOf = () => ({ secretKey: SK, ...(headers['x-security-token'] !== undefined && { securityToken: ST }) })
    const answer = await verify({ method, url, headers }, { secretOf, now: now() })
    response.writeHead(answer.ok ? (statuses.shift() ?? 200) : 401).end(answer.ok ? PAGE : JSON.stringify(answer))
  })
}

describe('accessKey', () => {
  test.each([undefined, ST])('signs what the service verifies, with the security token %s', async (securityToken) => {
    const server = await serveVerified(Date.now)
    const credentials = accessKey({ accessKey: AK, secretKey: SK, securityToken })
    const query = { name: "a b+c!*'()恢复", limit: 3 }
    expect(await listWith(server, credentials, query)).toMatchObject({ total_count: 0 })
    expect(server.requests[0]?.headers['x-project-id']).toBe(PROJECT_ID)
  })

  test('signs each attempt anew, with a fresh date', async () => {
    const { pauses } = useVirtualClock()
    const { clock } = await import('../clock.ts')
    const server = await serveVerified(clock.now, 503, 503, 503)
    await listWith(server, accessKey({ accessKey: AK, secretKey: SK }))
    expect(pauses).toEqual([200, 400, 800])
    const dates = server.requests.map(({ headers }) => String(headers['x-sdk-date']))
    expect([...dates].sort()).toEqual(dates)
    expect(new Set(dates).size).toBeGreaterThan(1)
  })

  test('keeps what is echoed out of errors', async () => {
    const server = await serve(({ headers }, response) =>
      response.writeHead(403).end(JSON.stringify({ SK, ...headers })),
    )
    const credentials = accessKey({ accessKey: AK, secretKey: SK, securityToken: ST })
    const error = await errorOf(listWith(server, credentials))
    const signature = String(server.requests[0]?.headers.authorization).split('Signature=')[1] ?? '?'
    expect(signature).toHaveLength(64)
    const shown = inspect([error, credentials], { depth: 9, showHidden: true }) + JSON.stringify([error, credentials])
    for (const secret of [SK, ST, signature]) expect(shown).not.toContain(secret)
  })

  test('keeps a signature that is echoed alone out of errors', async () => {
    const server = await serve(({ headers }, response) =>
      response.writeHead(403).end(`<p>${String(headers.authorization).split('Signature=')[1]}</p>`),
    )
    const error = await errorOf(listWith(server, accessKey({ accessKey: AK, secretKey: SK })))
    expect(error).toMatchObject({ bodyExcerpt: '<p>[redacted]</p>' })
  })

  test('imports its key once', async () => {
    const imports = vi.spyOn(crypto.subtle, 'importKey')
    onTestFinished(() => imports.mockRestore())
    const server = await serve((_, response) => response.end(PAGE))
    const credentials = accessKey({ accessKey: AK, secretKey: SK })
    await listWith(server, credentials)
    await listWith(server, credentials)
    expect(imports).toHaveBeenCalledTimes(1)
  })

  test('is refused in a browser unless it is allowed', () => {
    vi.stubGlobal('window', {})
    vi.stubGlobal('document', {})
    onTestFinished(() => void vi.unstubAllGlobals())
    expect(() => accessKey({ accessKey: AK, secretKey: SK })).toThrow('dangerouslyAllowBrowser: true')
    expect(() => accessKey({ accessKey: AK, secretKey: SK, dangerouslyAllowBrowser: true })).not.toThrow()
  })

  test('is refused in a worker of a browser unless it is allowed, by fromEnv too', () => {
    vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0' })
    onTestFinished(() => void vi.unstubAllGlobals())
    const env = { HUAWEICLOUD_SDK_AK: AK, HUAWEICLOUD_SDK_SK: SK }
    expect(() => accessKey({ accessKey: AK, secretKey: SK })).toThrow('dangerouslyAllowBrowser: true')
    expect(() => fromEnv(env)).toThrow('dangerouslyAllowBrowser: true')
    expect(() => fromEnv(env, { dangerouslyAllowBrowser: true })).not.toThrow()
  })

  test.each([{ secretKey: '' }, { accessKey: 'a b' }, { securityToken: 'x\n' }, { secretkey: 'x' }])(
    'refuses %j',
    (change) => {
      const refused = () => accessKey({ accessKey: AK, secretKey: SK, ...change } as never)
      expect(refused).toThrow(UsageError)
      expect(refused).not.toThrow('MustNeverShow')
    },
  )
})

describe('fromEnv', () => {
  const sent = async (env: Record<string, string>) => {
    const server = await serve((_, response) => response.end(PAGE))
    await listWith(server, fromEnv(env))
    return server.requests[0]?.headers
  }

  test('prefers the token, else signs', async () => {
    const key = { HUAWEICLOUD_SDK_AK: AK, HUAWEICLOUD_SDK_SK: SK, HUAWEICLOUD_SDK_SECURITY_TOKEN: ST }
    expect(await sent({ RDS_TOKEN: 'T1', ...key })).toMatchObject({ 'x-auth-token': 'T1' })
    expect(await sent(key)).toMatchObject({ 'x-security-token': ST, authorization: expect.stringContaining(AK) })
  })

  test.each([
    ['RDS_TOKEN', { RDS_TOKEN: `${ST}\n` }],
    ['HUAWEICLOUD_SDK_SK', { HUAWEICLOUD_SDK_AK: AK, HUAWEICLOUD_SDK_SK: `${SK} ` }],
    ['HUAWEICLOUD_SDK_SK', { HUAWEICLOUD_SDK_AK: AK }],
    ['HUAWEICLOUD_SDK_AK', { HUAWEICLOUD_SDK_SK: SK }],
  ])('names a variable that is wrong, %s, and chain goes no further: %j', (name, env) => {
    const key = accessKey({ accessKey: AK, secretKey: SK })
    expect(() =>
      chain(
        () => fromEnv(env as Record<string, string>),
        () => key,
      ),
    ).toThrow(name)
    expect(
      chain(
        () => fromEnv({}),
        () => fromProfile({ file: '/nowhere' }),
        () => undefined,
        () => key,
      ),
    ).toBe(key)
  })

  test.each([{}, { HUAWEICLOUD_SDK_AK: AK }, { HUAWEICLOUD_SDK_SK: SK }, { RDS_TOKEN: '' }])('refuses %j', (env) => {
    expect(() => fromEnv(env as Record<string, string>)).toThrow(UsageError)
    expect(() => fromEnv(env as Record<string, string>)).not.toThrow('MustNeverShow')
  })
})

describe('fromProfile', () => {
  function write(text: string): string {
    const directory = mkdtempSync(join(tmpdir(), 'profile-'))
    onTestFinished(() => rmSync(directory, { recursive: true }))
    const file = join(directory, 'credentials')
    writeFileSync(file, text)
    return file
  }

  test('reads the section that is asked for', async () => {
    const file = write(
      `# comment\n[basic]\nak = other\nsk = other\n\n[deploy]\r\nak=${AK}\r\nsk = ${SK} \r\nsecurity_token=${ST}\n`,
    )
    const server = await serveVerified(Date.now)
    await listWith(server, fromProfile({ file, profile: 'deploy' }))
    expect(server.requests[0]?.headers['x-security-token']).toBe(ST)
  })

  test.each([
    ['a section', '[global]\nak=a\nsk=CANARY\n', 'has no section [basic]'],
    ['a value', '[basic]\nsk=CANARY\n', 'has no ak'],
    ['everything', '', 'has no section'],
  ])('says that %s is missing, without a line of the file', (_, text, words) => {
    const file = write(text)
    expect(() => fromProfile({ file })).toThrow(words)
    expect(() => fromProfile({ file })).not.toThrow('CANARY')
  })

  test('says that there is no file', () => {
    expect(() => fromProfile({ file: '/nowhere/credentials' })).toThrow('/nowhere/credentials cannot be read (ENOENT)')
  })
})
