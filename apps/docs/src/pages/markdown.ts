import { Marked, type Tokens } from 'marked'
import type { Language } from '../languages.ts'
import { escapeHtml } from './html.ts'
import { SITE_TEXTS } from './site-texts.ts'

/** The address of a heading inside its page; Han characters stay. Error codes and names in headings stay readable. */
export function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}

/** More characters than this may need more than a line of a phone. */
const LONG = 36

/** Code inside a sentence: lines end inside it only when it is long. */
function codespan({ text }: Tokens.Codespan): string {
  return `<code${text.length > LONG ? ' class="long"' : ''}>${escapeHtml(text)}</code>`
}

const DESCRIPTION = new Marked({ renderer: { html: ({ text }) => escapeHtml(text), codespan } })

const PAGES: Record<Language, Marked> = {
  en: pageReader(SITE_TEXTS.en.output),
  'zh-CN': pageReader(SITE_TEXTS['zh-CN'].output),
}

function pageReader(output: string): Marked {
  return new Marked({
    renderer: {
      html: ({ text }) => escapeHtml(text),
      codespan,
      heading({ tokens, text, depth }) {
        return `<h${depth} id="${escapeHtml(slug(text))}">${this.parser.parseInline(tokens)}</h${depth}>\n`
      },
      // Only the language; what follows it in the fence says how the tests run the block. Text is what a block prints.
      code({ text, lang = '' }: Tokens.Code) {
        const [language = ''] = lang.split(' ')
        const block = `<pre tabindex="0"><code class="language-${escapeHtml(language)}">${escapeHtml(text)}\n</code></pre>\n`
        return language === 'text' ? `<div class="output"><p>${output}</p>${block}</div>\n` : block
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
}

/** HTML of a description in Markdown. HTML that stands in it is shown as written. */
export function markdownToHtml(markdown: string): string {
  return DESCRIPTION.parse(markdown, { async: false })
}

/** HTML of a whole page in Markdown: headings can be linked to, tables and code blocks scroll, output is named as such. */
export function markdownToPage(markdown: string, language: Language): string {
  return PAGES[language].parse(markdown, { async: false })
}
