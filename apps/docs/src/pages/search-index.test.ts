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
  main: '',
  markdown:
    '# Errors\n\nIntro.\n\n## Error codes\n\n| Code | Meaning |\n| --- | --- |\n| `DBS.280001` | It is dark. |\n',
}

test('a page, its headings and its codes are entries with their addresses', () => {
  expect(searchIndex([page]).map(({ url, page: name, title }) => [url, name, title])).toEqual([
    ['/en/errors/', 'Errors', 'Errors'],
    ['/en/errors/#error-codes', 'Errors', 'Error codes'],
    ['/en/errors/#DBS.280001', 'Errors', 'DBS.280001'],
  ])
  expect(searchIndex([page])[2]?.text).toContain('It is dark.')
})

test('headings of Redoc have pages of their own, not addresses inside one', () => {
  expect(searchIndex([{ ...page, path: '/en/tasks' }]).map(({ url }) => url)).toEqual(['/en/tasks'])
})
