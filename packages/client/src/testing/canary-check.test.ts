import { expect, test } from 'vitest'
import { ConnectionError, TimeoutError } from '../errors.ts'
import type { CallEvent } from '../transport/hooks.ts'
import { PASSWORD, SECRET_KEY, SECURITY_TOKEN, TOKEN } from './canaries.ts'
import { assertNoSecrets, seen } from './canary-check.ts'

const event: CallEvent = {
  call: 1,
  request: { method: 'GET', url: 'http://127.0.0.1/', headers: { 'x-new': TOKEN } },
  elapsed: 0,
}

test.each([
  ['a message', () => new ConnectionError(`refused ${TOKEN}`)],
  ['a member', () => new ConnectionError('m', { attempts: [{ ms: 1, error: TOKEN }] })],
  ['a cause', () => new ConnectionError('m', {}, new Error(TOKEN))],
  ['a log line', () => `X-Auth-Token: ${TOKEN}`],
  ['an event of a hook', () => event],
  ['JSON', () => ({ toJSON: (): string => TOKEN })],
])('finds a secret in %s', (_, make) => {
  const made = make()
  seen.length = 0
  expect(() => assertNoSecrets([made])).toThrow('The secret TOKEN shows')
})

const base64 = (text: string) => Buffer.from(text).toString('base64')

test.each([
  ['PASSWORD', JSON.stringify(JSON.stringify(PASSWORD))],
  ['SECRET_KEY', encodeURIComponent(SECRET_KEY)],
  ['SECURITY_TOKEN', base64(SECURITY_TOKEN)],
  ['TOKEN', base64(`-${TOKEN}`)],
  ['TOKEN', base64(`--${TOKEN}`)],
  ['CANARY', 'some CANARY'],
])('names %s in another form', (name, shown) => {
  seen.length = 0
  expect(() => assertNoSecrets([shown])).toThrow(`The secret ${name} shows in string.`)
})

test('sees an error that a test catches elsewhere, with what is added later', async () => {
  const fail = async () => {
    throw Object.assign(new TimeoutError('m'), { attempts: [{ ms: 1, error: TOKEN }] })
  }
  await expect(fail()).rejects.toThrow(TimeoutError)
  expect(() => assertNoSecrets(seen.splice(0))).toThrow('The secret TOKEN shows in TimeoutError')
})

test('hears what is printed', () => {
  console.log('heard')
  expect(seen).toContain('heard')
})
