import type { SearchEntry } from '../browser/find-entries.ts'
import { slug } from './markdown.ts'
import type { Page } from './page.ts'

const CODE_ROW = /^\| `([A-Z]+\.\d+|\d{3})` \| (.+) \|$/gm

/** What the search of a language knows: every heading of every page with the text below it, every code by itself. */
export function searchIndex(pages: readonly Page[]): SearchEntry[] {
  return pages.flatMap(({ path, title, description, markdown = '' }) => {
    const page = title.split(' · ')[0] ?? title
    const [head = '', ...parts] = `\n${markdown}`.split(/\n(?=#{2,3} )/)
    // The headings of Redoc's pages are pages themselves.
    const anchored = path.endsWith('/')
    const codes = anchored ? [...markdown.matchAll(CODE_ROW)] : []
    return [
      { url: path, page, title: page, text: `${description}\n${head}` },
      ...(anchored ? parts : []).map((part) => {
        const heading = part.slice(part.indexOf(' ') + 1, part.indexOf('\n'))
        return { url: `${path}#${slug(heading)}`, page, title: heading, text: part.replace(CODE_ROW, '') }
      }),
      ...codes.map(([, code = '', text = '']) => ({ url: `${path}#${code}`, page, title: code, text })),
    ]
  })
}
