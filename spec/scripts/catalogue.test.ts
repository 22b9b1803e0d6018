import { expect, test } from 'vitest'
import { catalogueProblems, synchronised } from './catalogue.ts'

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

test('a changed text keeps its old translation, however often it changes before the new one is written', () => {
  const once = synchronised([{ ...text, text: 'At most' }], { greeting: entry, farewell: entry })
  expect(once).toEqual({ greeting: { en: 'At most', zh: '', was: entry.zh } })
  const twice = synchronised([{ ...text, text: 'At least' }], once)
  expect(twice).toEqual({ greeting: { en: 'At least', zh: '', was: entry.zh } })
})

test('a text that did not change keeps its entry, and a new one gets an empty entry', () => {
  const added = { ...text, key: 'farewell' }
  expect(synchronised([text, added], { greeting: entry })).toEqual({
    greeting: entry,
    farewell: { en: text.text, zh: '' },
  })
})

test('an old translation that is left beside the new one is reported', () => {
  expect(catalogueProblems([text], { greeting: { ...entry, was: 'x' } })).toEqual([
    expect.stringMatching(/^greeting: .*was/),
  ])
})
