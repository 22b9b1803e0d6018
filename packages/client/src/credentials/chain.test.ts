import { expect, test } from 'vitest'
import { UsageError } from '../errors.ts'
import { chain } from './chain.ts'
import { fromEnv } from './env.ts'
import { renewingToken } from './renewing-token.ts'

test('chain takes the first source that has credentials and tells why none has', () => {
  const none = () => undefined
  const empty = () => fromEnv({})
  const some = renewingToken(async () => 't')
  expect(chain(none, empty, () => some, none)).toBe(some)
  expect(() => chain(none, empty)).toThrow('No credentials found. The environment has no credentials: set ')
  // A chain is a source as well.
  expect(
    chain(
      () => chain(none, empty),
      () => some,
    ),
  ).toBe(some)
  for (const broken of [new TypeError('broken'), new UsageError('broken')]) {
    const source = () => {
      throw broken
    }
    expect(() => chain(source, () => some)).toThrow(broken)
  }
})
