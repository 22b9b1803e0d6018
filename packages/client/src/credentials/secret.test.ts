import { format, inspect } from 'node:util'
import { expect, test } from 'vitest'
import { Secret } from './secret.ts'

test('gives its value to reveal only', () => {
  const secret = new Secret('hunter2')
  expect(secret.reveal()).toBe('hunter2')
  const shown = [
    String(secret),
    `${secret}`,
    JSON.stringify({ secret }),
    inspect({ secret }, { showHidden: true }),
    format('%s %o', secret, secret),
  ]
  for (const text of shown) {
    expect(text).toContain('[redacted]')
    expect(text).not.toContain('hunter2')
  }
  expect({ ...secret }).toEqual({})
})

test('redacts every occurrence, characters of patterns included', () => {
  expect(new Secret('a+$&').redact('<a+$&> a+$&')).toBe('<[redacted]> [redacted]')
})
