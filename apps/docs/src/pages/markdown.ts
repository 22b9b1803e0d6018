import { Marked, type Tokens } from 'marked'
import { escapeHtml } from './html.ts'

/** The address of a heading inside its page; Han characters stay. Error codes and names in headings stay readable. */
export function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}

const DESCRIPTION = new Marked({ renderer: { html: ({ text }) => escapeHtml(text) } })

const PAGE = new Marked({
  renderer: {
    html: ({ text }) => escapeHtml(text),
    heading({ tokens, text, depth }) {
      return `<h${depth} id="${escapeHtml(slug(text))}">${this.parser.parseInline(tokens)}</h${depth}>\n`
    },
    // Only the language; what follows it in the fence says how the tests run the block.
    code({ text, lang = '' }: Tokens.Code) {
      const [language = ''] = lang.split(' ')
      return `<pre tabindex="0"><code class="language-${escapeHtml(language)}">${escapeHtml(text)}\n</code></pre>\n`
    },
    table(token) {
      const cells = (row: Tokens.TableCell[], tag: string) =>
        `<tr>${row.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag.split(' ')[0]}>`).join('')}</tr>\n`
      const rows = token.rows.map((row) => cells(row, 'td')).join('')
      // Wide tables scroll by themselves, and by keyboard.
      return `<div class="table" tabindex="0"><table><thead>${cells(token.header, 'th scope="col"')}</thead><tbody>${rows}</tbody></table></div>\n`
    },
  },
})

/** HTML of a description in Markdown. HTML that stands in it is shown as written. */
export function markdownToHtml(markdown: string): string {
  return DESCRIPTION.parse(markdown, { async: false })
}

/** HTML of a whole page in Markdown: headings can be linked to, tables and code blocks scroll. */
export function markdownToPage(markdown: string): string {
  return PAGE.parse(markdown, { async: false })
}
