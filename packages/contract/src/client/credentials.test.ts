import { accessKey, renewingToken } from '@rds-tasklist/client/credentials'
import { type AccessKeySource, createAuthenticator } from '@rds-tasklist/service'
import { expect, test } from 'vitest'
import { KNOWN } from '../mutants/known.ts'
import { clientOf, errorOf, refusal, serviceForTest, tokens } from './setup.ts'

const KEY = KNOWN.accessKey
const MINUTE = 60_000

const accessKeys: AccessKeySource = async (id) =>
  id === KEY.accessKey
    ? { ...KEY, expiresAt: Number.POSITIVE_INFINITY, caller: { key: id, projectIds: new Set([KNOWN.projectId]) } }
    : undefined

/** A service that knows the access key, and whose clock is ahead of the client's. */
const signedService = (ahead = 0) =>
  serviceForTest({ authenticator: createAuthenticator({ accessKeys, now: () => Date.now() + ahead }) })

test('a signed request is accepted, whatever its query holds', async () => {
  const client = clientOf(await signedService(), { credentials: accessKey(KEY) })
  expect(await client.list()).toMatchObject({ total_count: 0 })
  expect(await client.list({ name: "it's 100% a+b&c=ü/*~", limit: 3 })).toMatchObject({ total_count: 0 })
})

test.each([
  ['another secret', 0, { ...KEY, secretKey: 'of-another' }],
  ['an unknown key', 0, { ...KEY, accessKey: 'AKUNKNOWN' }],
  ['a clock that is late', 16 * MINUTE, KEY],
  ['a clock that is early', -16 * MINUTE, KEY],
])('a signature with %s is refused, and not tried again', async (_, ahead, key) => {
  const error = await errorOf(clientOf(await signedService(ahead), { credentials: accessKey(key) }).list())
  expect(error).toMatchObject({ ...refusal('signature-mismatch'), attempts: [{ status: 401 }] })
  expect(JSON.stringify(error)).not.toContain(key.secretKey)
})

test.each([
  ['a token of another project', KNOWN.foreign.token, 'foreign-project'],
  ['an unknown token', 'unknown', 'token-invalid'],
])('%s is refused as the document says', async (_, token, example) => {
  const projects = { [KNOWN.foreign.token]: KNOWN.foreign.projectId }
  const service = await serviceForTest({ authenticator: createAuthenticator({ tokens: [tokens(projects)] }) })
  expect(await errorOf(clientOf(service, { credentials: { token } }).list())).toMatchObject(refusal(example))
})

/** A service whose tokens the test revokes, and a client that gets `token-1`, `token-2` and so on. */
async function renewing() {
  const valid: Record<string, string> = {}
  const service = await serviceForTest({ authenticator: createAuthenticator({ tokens: [tokens(valid)] }) })
  const sent: number[] = []
  let issued = 0
  const credentials = renewingToken(async () => `token-${++issued}`)
  const hooks = { onAttempt: ({ status = 0 }) => void sent.push(status) }
  const only = (number: number) => {
    for (const token of Object.keys(valid)) delete valid[token]
    valid[`token-${number}`] = KNOWN.projectId
  }
  return { client: clientOf(service, { credentials, hooks }), only, sent, issued: () => issued }
}

test('a token that the service refuses is renewed once, for all requests that need it', async () => {
  const { client, only, sent, issued } = await renewing()
  only(1)
  await client.list()
  only(2)
  const pages = await Promise.all([client.list(), client.list(), client.list()])
  expect(pages).toHaveLength(3)
  expect(issued()).toBe(2)
  expect(sent.filter((status) => status === 200)).toHaveLength(4)
  await client.list()
  expect(sent.at(-1)).toBe(200)
})

test('a new token that is refused as well ends the request', async () => {
  const { client, only, sent } = await renewing()
  only(9)
  expect(await errorOf(client.list())).toMatchObject(refusal('token-invalid'))
  expect(sent).toEqual([401, 401])
})
