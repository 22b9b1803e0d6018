import { Marked } from 'marked'
import { escapeHtml } from './html.ts'

const MARKED = new Marked({ renderer: { html: ({ text }) => escapeHtml(text) } })

/** HTML of a description in Markdown. HTML that stands in it is shown as written. */
export function markdownToHtml(markdown: string): string {
  return MARKED.parse(markdown, { async: false })
}
