import type { SearchEntry } from '../browser/find-entries.ts'
import { slug } from './markdown.ts'
import type { Page } from './page.ts'

const ROW = /<tr id="([^"]+)">(.*?)<\/tr>/gs

/** What the search of a language knows: every heading of every page with the text below it, every row that has an address. */
export function searchIndex(pages: readonly Page[]): SearchEntry[] {
  return pages.flatMap(({ path, title, description, main, markdown = '', entries = [] }) => {
    const page = title.split(' · ')[0] ?? title
    const [head = '', ...parts] = `\n${markdown}`.split(/\n(?=#{2,3} )/)
    const rows = [...main.matchAll(ROW)].map(([, id = '', cells = '']) => rowEntry(path, page, id, cells))
    // Words of a row lead to the row, not to its table.
    const without = (text: string) => (rows.length > 0 ? text.replace(/^\|.*\n?/gm, '') : text)
    return [
      {
        url: path,
        page,
        title: page,
        text: plainText(`${head.includes(description) ? '' : description}\n${without(head)}`),
      },
      // The headings of Redoc's pages are pages themselves.
      ...(path.endsWith('/') ? parts : []).map((part) => {
        const heading = part.slice(part.indexOf(' ') + 1, part.indexOf('\n'))
        return {
          url: `${path}#${slug(heading)}`,
          page,
          title: plainText(heading),
          text: plainText(without(part).slice(part.indexOf('\n'))),
        }
      }),
      ...rows,
      ...entries.map((entry) => ({ ...entry, text: plainText(entry.text) })),
    ]
  })
}

function rowEntry(path: string, page: string, id: string, cells: string): SearchEntry {
  const [first = '', ...rest] = cells.split(/<\/t[hd]>/)
  // A field has its type below its name.
  const [name = ''] = first.split('<br>')
  return { url: `${path}#${encodeURI(unescapeHtml(id))}`, page, title: wordsOf(name), text: wordsOf(rest.join(' ')) }
}

/** Markdown as the reader of a result sees it: without marks, addresses and the name that stands above. */
function plainText(markdown: string): string {
  return markdown
    .replace(/^# .*$|^```.*$|^\|[-| ]+\|$|<!--.*?-->|^#+ |^> |^- /gm, '')
    .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replace(/[`|]|\*\*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function wordsOf(html: string): string {
  const text = html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  return unescapeHtml(text).trim()
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
