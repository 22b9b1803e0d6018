import { expect, test } from 'vitest'
import { excerpt, findEntries } from './find-entries.ts'

const entry = (title: string, text: string, url = `/${title}#part`) => ({ url, page: 'Lamps', title, text })
const entries = [
  entry('Lamps', 'A lamp has a colour.', '/lamps'),
  entry('Body', 'It has a colour, as each lamp has.'),
  entry('lamp_state', 'It glows.'),
  entry('Lamp', 'One of them.'),
  entry('灯的状态', '实例状态为亮。'),
]
const titles = (query: string) => findEntries(entries, query).map(({ title }) => title)

test('the entry of exactly this name comes first, then names that contain it, the shortest first, then texts', () => {
  expect(titles('LAMP')).toEqual(['Lamp', 'Lamps', 'lamp_state', 'Body'])
})

test('a part of a page comes before a whole page that only mentions the word', () => {
  expect(titles('colour')).toEqual(['Body', 'Lamps'])
})

test('every word has to be there', () => {
  expect(titles('each colour')).toEqual(['Body'])
  expect(titles('lamp switch')).toEqual([])
})

test('Chinese is found inside a sentence', () => {
  expect(titles('例状')).toEqual(['灯的状态'])
})

test('an empty query finds nothing', () => {
  expect(titles('  ')).toEqual([])
})

test('an excerpt shows the words where they are, also words that mean something in a pattern', () => {
  const text = `${'before '.repeat(50)}a (lamp) glows ${'after '.repeat(50)}`
  expect(excerpt(text, '(LAMP)')[1]).toBe('(lamp)')
  expect(excerpt(text, '(LAMP)').join('')).toMatch(/^….{20,40}\(lamp\).{60,}…$/)
  expect(excerpt('It glows.', 'lamp')).toEqual(['It glows.'])
})
