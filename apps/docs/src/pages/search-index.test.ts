import { expect, test } from 'vitest'
import { OWN_POLICY } from './csp.ts'
import { searchIndex } from './search-index.ts'

const page = {
  path: '/en/errors/',
  counterpart: '/zh-CN/errors/',
  language: 'en' as const,
  title: 'Errors · Lamps',
  description: 'All errors.',
  policy: OWN_POLICY,
  main: '<tr><td>head</td></tr><tr id="DBS.280001"><td><code>DBS.280001</code></td><td>It is &lt;dark&gt;.</td></tr>',
  markdown:
    '# Errors\n\nIntro.\n\n## Error codes\n\n| Code | Meaning |\n| --- | --- |\n| `DBS.280001` | It is dark. |\n',
}

test('a page, its headings and its codes are entries with their addresses', () => {
  expect(searchIndex([page]).map(({ url, page: name, title }) => [url, name, title])).toEqual([
    ['/en/errors/', 'Errors', 'Errors'],
    ['/en/errors/#error-codes', 'Errors', 'Error codes'],
    ['/en/errors/#DBS.280001', 'Errors', 'DBS.280001'],
  ])
  const [, section, row] = searchIndex([page])
  expect(row?.text).toBe('It is <dark>.')
  expect(section?.text).not.toContain('DBS.280001')
})

test('the text of an entry is what a reader sees, and does not repeat its name', () => {
  const markdown = '# Errors\n\nAll errors. See **`a`** in [the list](/en/list/).\n\n## Two\n\n```sh mock\ncurl\n```\n'
  const texts = searchIndex([{ ...page, main: '', markdown }]).map(({ text }) => text)
  expect(texts).toEqual(['All errors. See a in the list.', 'curl'])
})

test('a row is called as its first cell says, a field without its type', () => {
  const rows =
    '<tr id="a"><td>An unknown <code>b</code></td></tr><tr id="200.c"><th><code>c</code><br><small>string</small></th></tr>'
  expect(searchIndex([{ ...page, main: rows }]).map(({ title }) => title)).toEqual(
    expect.arrayContaining(['An unknown b', 'c']),
  )
})

test('headings of Redoc have pages of their own, not addresses inside one', () => {
  expect(searchIndex([{ ...page, path: '/en/tasks', main: '' }]).map(({ url }) => url)).toEqual(['/en/tasks'])
})
