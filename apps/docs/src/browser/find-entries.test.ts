import { expect, test } from 'vitest'
import { findEntries } from './find-entries.ts'

const entry = (title: string, text: string) => ({ url: `/${title}`, page: 'Lamps', title, text })
const entries = [entry('Body', 'A lamp has a colour.'), entry('Lamp', 'It glows.'), entry('灯的状态', '实例状态为亮。')]
const titles = (query: string) => findEntries(entries, query).map(({ title }) => title)

test('a word in a title comes before the same word in a text, in any case', () => {
  expect(titles('LAMP')).toEqual(['Lamp', 'Body'])
})

test('every word has to be there', () => {
  expect(titles('lamp colour')).toEqual(['Body'])
  expect(titles('lamp switch')).toEqual([])
})

test('Chinese is found inside a sentence', () => {
  expect(titles('例状')).toEqual(['灯的状态'])
})

test('an empty query finds nothing', () => {
  expect(titles('  ')).toEqual([])
})
