import { expect, test } from 'vitest'
import { catalogueProblems } from './catalogue.ts'

const text = { key: 'greeting', path: ['greeting'], text: 'At least `{minimum}`' }
const entry = { en: text.text, zh: '不能小于 `{minimum}`' }

test('a complete catalogue has no problem', () => {
  expect(catalogueProblems([text], { greeting: entry })).toEqual([])
})

test.each([
  ['missing', {}],
  ['stale', { greeting: { ...entry, en: 'At most `{minimum}`' } }],
  ['untranslated', { greeting: { ...entry, zh: '' } }],
  ['untranslated', { greeting: { ...entry, zh: entry.en } }],
  ['orphaned', { greeting: entry, farewell: entry }],
  ['different things', { greeting: { ...entry, zh: '不能小于 {maximum}' } }],
  ['different things', { greeting: { ...entry, zh: '不能小于最小值' } }],
])('an entry is reported as %s', (problem, catalogue) => {
  const key = 'farewell' in catalogue ? 'farewell' : 'greeting'
  expect(catalogueProblems([text], catalogue)).toEqual([expect.stringMatching(new RegExp(`^${key}: .*${problem}`))])
})

test('a separator without letters may stay as it is', () => {
  const separator = { ...text, text: '; ' }
  expect(catalogueProblems([separator], { greeting: { en: '; ', zh: '; ' } })).toEqual([])
})
