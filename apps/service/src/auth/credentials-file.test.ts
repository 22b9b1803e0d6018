import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { FOREIGN, listOf, PROJECT } from '../testing/fixtures.ts'
import { serviceForTest } from '../testing/service.ts'
import { createAuthenticator } from './authenticator.ts'
import { CHECK_EVERY_MS, openCredentialsFile } from './credentials-file.ts'
import { readCredentials } from './read-credentials.ts'

const EXPIRY = '2026-11-24T12:00:00Z'

const credentials = {
  tokens: [
    { token: 'own', project_ids: [PROJECT] },
    { token: 'both', project_ids: [PROJECT, FOREIGN] },
    { token: 'passing', project_ids: [PROJECT], expires_at: EXPIRY },
  ],
  access_keys: [{ access_key: 'AK', secret_key: 'SK', project_ids: [PROJECT] }],
}

async function credentialsFile(content: object) {
  const folder = await mkdtemp(join(tmpdir(), 'credentials-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'credentials.json')
  const write = async (text: string) => {
    await writeFile(`${path}.new`, text)
    await rename(`${path}.new`, path)
  }
  await write(JSON.stringify(content))
  return { path, write }
}

test('tokens open their projects until they expire', async () => {
  const { path } = await credentialsFile(credentials)
  const clock = { now: Date.parse(EXPIRY) - 1 }
  const { tokens } = await openCredentialsFile(path, { now: () => clock.now })
  const { send } = await serviceForTest({ authenticator: createAuthenticator({ tokens: [tokens] }) })
  const statusOf = async (token: string, project: string) =>
    (await send(listOf(project), { headers: { 'x-auth-token': token } })).status
  expect([await statusOf('own', PROJECT), await statusOf('own', FOREIGN)]).toEqual([200, 403])
  expect([await statusOf('both', PROJECT), await statusOf('both', FOREIGN)]).toEqual([200, 200])
  expect([await statusOf('other', PROJECT), await statusOf('ow', PROJECT)]).toEqual([401, 401])
  expect(await statusOf('passing', PROJECT)).toBe(200)
  clock.now += 1
  const expired = await send(listOf(PROJECT), { headers: { 'x-auth-token': 'passing' } })
  expect([expired.status, JSON.parse(expired.body).error_code]).toEqual([401, 'APIGW.0307'])
})

describe('a change of the file', () => {
  test('is seen within a second, and a file that is wrong changes nothing but is told of', async () => {
    const { path, write } = await credentialsFile(credentials)
    const clock = { now: 0 }
    const problems: string[] = []
    const onProblem = (message: string) => void problems.push(message)
    const { tokens, accessKeys } = await openCredentialsFile(path, { now: () => clock.now, onProblem })
    const kinds = async () => [(await tokens('own')).kind, (await tokens('new')).kind]

    await write(JSON.stringify({ tokens: [{ token: 'new', project_ids: [PROJECT] }] }))
    clock.now += CHECK_EVERY_MS - 1
    expect(await kinds()).toEqual(['valid', 'unknown'])
    clock.now += 1
    expect(await kinds()).toEqual(['unknown', 'valid'])
    expect(await accessKeys('AK')).toBeUndefined()

    await write('{"tokens": [{"token": "broken"')
    clock.now += CHECK_EVERY_MS
    expect(await kinds()).toEqual(['unknown', 'valid'])
    expect(problems).toEqual([`The credentials file ${path} cannot be used: the file must be JSON.`])
  })
})

describe('a file that cannot be used', () => {
  test.each([
    ['[]', 'the file must be an object'],
    ['{"users": []}', 'the file must not have "users", only tokens, access_keys'],
    ['{"tokens": {}}', 'tokens must be a list'],
    ['{"tokens": [{"project_ids": []}]}', 'tokens[0].token must be a text that is not empty'],
    ['{"tokens": [{"token": "secret"}]}', 'tokens[0].project_ids must be a list'],
    [
      '{"tokens": [{"token": "secret", "project_ids": [7]}]}',
      'tokens[0].project_ids[0] must be a text that is not empty',
    ],
    [
      '{"tokens": [{"token": "secret", "project_ids": ["mine"]}]}',
      'tokens[0].project_ids[0]: Parameter error: project_id must match ^[0-9a-f]{32}$ (project ID).',
    ],
    [
      '{"tokens": [{"token": "secret", "project_ids": [], "expires_at": "soon"}]}',
      'tokens[0].expires_at must be a time, such as 2027-01-31T12:00:00Z',
    ],
    [
      '{"access_keys": [{"access_key": "AK", "project_ids": []}]}',
      'access_keys[0].secret_key must be a text that is not empty',
    ],
    [
      '{"access_keys": [{"access_key": "AK", "secret_key": "secret", "security_token": "", "project_ids": []}]}',
      'access_keys[0].security_token must be a text that is not empty',
    ],
    [
      '{"access_keys": [{"access_key": "AK", "secret_key": "a", "project_ids": []}, {"access_key": "AK", "secret_key": "b", "project_ids": []}]}',
      'access_keys must not have the same access_key twice',
    ],
    ['{"tokens": [{"token": "secret', 'the file must be JSON'],
  ])('%s: %s', (text, message) => {
    expect(() => readCredentials(text)).toThrow(new Error(message))
  })

  test('is refused at the start with its name', async () => {
    const missing = join(tmpdir(), 'no-such-credentials.json')
    await expect(openCredentialsFile(missing)).rejects.toThrow(/no-such-credentials\.json cannot be used: ENOENT/)
  })
})
