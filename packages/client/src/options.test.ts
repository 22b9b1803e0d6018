import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { createClient } from './client.ts'
import { UsageError } from './errors.ts'
import { type ClientOptions, resolveOptions } from './options.ts'
import { regionEndpoints } from './regions.ts'
import { PROJECT_ID, TOKEN } from './testing/client-of.ts'

const VALID = { region: 'cn-north-4', projectId: PROJECT_ID, credentials: { token: TOKEN } }
const resolve = (options: object) => resolveOptions(options as ClientOptions)

test.each(Object.entries(regionEndpoints))('%s has its endpoint from the document', (region, endpoint) => {
  expect(resolve({ ...VALID, region }).baseUrl).toBe(endpoint)
})

test.each([
  ['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
  ['https://rds.example.com/', 'https://rds.example.com'],
  ['https://example.com/prefix//', 'https://example.com/prefix'],
])('accepts the endpoint %s', (endpoint, baseUrl) => {
  expect(resolve({ ...VALID, region: undefined, endpoint }).baseUrl).toBe(baseUrl)
})

test.each([
  ['no region and no endpoint', { region: undefined }, 'Exactly one of region and endpoint must be given.'],
  ['region and endpoint', { endpoint: 'http://localhost' }, 'Exactly one of region and endpoint must be given.'],
  ['an unknown region', { region: 'cn-nort-4' }, 'unknown region cn-nort-4; did you mean cn-north-4? '],
  ['a member of Object.prototype as region', { region: 'constructor' }, 'unknown region constructor; known are '],
  ['a misspelt option', { projctId: '1' }, 'unknown option projctId; did you mean projectId?'],
  ['a misspelt credential', { credentials: { tokn: TOKEN } }, 'unknown credential tokn; did you mean token?'],
  ['no credentials', { credentials: undefined }, 'credential'],
  ['a project ID in another form', { projectId: 'my-project' }, 'my-project. Copy it from '],
  ['a project ID that could be a secret', { projectId: TOKEN.padEnd(40) }, 'projectId must match '],
  ['an empty token', { credentials: { token: '' } }, 'credentials.token is missing (empty).'],
  ['a token from a variable that is not set', { credentials: { token: undefined } }, 'token is missing (undefined).'],
  ['a token with a line break', { credentials: { token: `${TOKEN}\n` } }, 'remove the line break'],
  ['a language that no header carries', { language: '中文' }, 'language must be visible ASCII'],
  ['a fetch that is none', { fetch: 'fetch' }, 'fetch must be of type function'],
  ['a validate that is none', { validate: {} }, 'validate must be of type function'],
  ['hooks that are none', { hooks: () => {} }, 'hooks must be of type object'],
  ['a hook that is none', { hooks: { onRequest: 5 } }, 'hooks.onRequest must be a function.'],
  ['a preflight that is no boolean', { preflight: 'false' }, 'preflight must be of type boolean'],
  ['a number as text', { deadline: '5' }, 'deadline must be a number from 1 to below 2147483648, not 5'],
  ['no attempt', { maxAttempts: 0 }, 'maxAttempts must be a number from 1'],
  ['a time beyond what timers can wait', { maxRetryAfter: 2 ** 31 }, 'maxRetryAfter must be a number from 0'],
])('refuses %s', (_, change, message) => {
  const refused = () => resolve({ ...VALID, ...change })
  expect(refused).toThrow(UsageError)
  expect(refused).toThrow(message)
  expect(refused).not.toThrow(TOKEN)
})

test.each([
  ['127.0.0.1:4010', ', not 127.0.0.1:4010. Put https:// or http:// before it.'],
  ['ftp://example.com', ', not ftp://example.com.'],
])('refuses the endpoint %s and says how to mend it', (endpoint, words) => {
  expect(() => resolve({ ...VALID, region: undefined, endpoint })).toThrow(words)
})

test.each([
  ['a user name', 'https://hunter2@example.com'],
  ['a password', 'https://:hunter2@example.com'],
  ['a query', 'https://example.com/?key=hunter2'],
  ['an empty query', 'https://example.com/?'],
  ['a hash', 'https://example.com/#hunter2'],
])('refuses an endpoint with %s and does not repeat it', (_, endpoint) => {
  const refused = () => resolve({ ...VALID, region: undefined, endpoint })
  expect(refused).toThrow('endpoint must be an http or https URL without user name, password, query and hash')
  expect(refused).not.toThrow('hunter2')
})

test('a client shows no credentials', () => {
  const client = createClient(VALID as ClientOptions)
  expect(inspect(client, { depth: 9, showHidden: true }) + JSON.stringify(client)).not.toContain(TOKEN)
})
