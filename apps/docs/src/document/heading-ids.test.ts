import { expect, test } from 'vitest'
import { headingIds, withHeadingIds } from './heading-ids.ts'

test('a translated heading gets the path of its English original', () => {
  const ids = headingIds('Intro\n\n## Status codes\n\ntext\n\n## A "project" ID\n')
  expect(ids).toEqual(['status-codes', 'a-project-id'])
  expect(withHeadingIds('## 状态码\n\n文本\n\n## 项目 ID\n', ids)).toBe(
    '## 状态码 {% #status-codes %}\n\n文本\n\n## 项目 ID {% #a-project-id %}\n',
  )
})

test('a translation that lost a heading is refused', () => {
  expect(() => withHeadingIds('## 状态码\n', ['one', 'two'])).toThrow(
    'The text has 1 headings, its English original 2.',
  )
})
