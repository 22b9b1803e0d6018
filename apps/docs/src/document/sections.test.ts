import { expect, test } from 'vitest'
import { introduction, sectionOf, sections } from './sections.ts'

const document = (description: string) => ({ info: { title: '', summary: '', description }, paths: {} })
const english = document('Intro.\n\n## Status codes\n\nA.\n\n## Behaviour\n\nB.\n')
const chinese = document('简介。\n\n## 状态码\n\n甲。\n\n## 接口行为\n\n乙。\n')

test('a section has the ID of its English heading in every language', () => {
  expect(sections(chinese, english)).toEqual([
    { id: 'status-codes', title: '状态码', body: '甲。' },
    { id: 'behaviour', title: '接口行为', body: '乙。' },
  ])
  expect(introduction(chinese)).toBe('简介。')
})

test('a section that the introduction no longer has stops the build', () => {
  expect(() => sectionOf(sections(english, english), 'colours')).toThrow('no section colours')
})
