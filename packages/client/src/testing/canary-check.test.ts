import { expect, test } from 'vitest'
import { ConnectionError } from '../errors.ts'
import { TOKEN } from './canaries.ts'
import { assertNoSecrets, seen } from './canary-check.ts'

test.each([
  ['a message', new ConnectionError(`refused ${TOKEN}`)],
  ['a member', new ConnectionError('m', { attempts: [{ ms: 1, error: TOKEN }] })],
  ['a cause', new ConnectionError('m', {}, new Error(TOKEN))],
  ['a log line', `X-Auth-Token: ${TOKEN}`],
  ['JSON', { toJSON: (): string => TOKEN }],
])('finds a secret in %s', (_, value) => {
  expect(() => assertNoSecrets([value])).toThrow('A secret shows')
})

test('hears what is printed', () => {
  console.log('heard')
  expect(seen).toContain('heard')
})
