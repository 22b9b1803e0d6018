import { expect, test } from 'vitest'
import { withoutSecrets } from './secrets.ts'

const SECRETS = { TOKEN: 'a-Token$1.*', SHORT: 'ab' }

test('what a server repeats of a secret, and of the wrong ones made of it, is not shown', () => {
  const repeated = `got a-Token$1.*, A-TOKEN$1.*x and "a-Token$1."`
  expect(withoutSecrets(repeated, SECRETS)).toBe('got $TOKEN, $TOKENx and "$TOKEN"')
})

test('a text of a few letters is no secret', () => {
  expect(withoutSecrets('about', SECRETS)).toBe('about')
})
