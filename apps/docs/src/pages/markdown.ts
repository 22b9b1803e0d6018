import { escapeHtml } from './html.ts'

/**
 * HTML of the little Markdown that descriptions of parameters, fields and responses use: paragraphs, code, emphasis.
 * Everything else stays as written.
 */
export function markdownToHtml(markdown: string): string {
  return markdown
    .trim()
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${inline(paragraph)}</p>`)
    .join('')
}

// Code is cut out first: a star inside it is no emphasis.
function inline(paragraph: string): string {
  return paragraph
    .split(/(`[^`]+`)/)
    .map((part) =>
      part.startsWith('`') ? `<code>${escapeHtml(part.slice(1, -1))}</code>` : emphasis(escapeHtml(part)),
    )
    .join('')
}

function emphasis(text: string): string {
  return text.replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>').replace(/\*([^*]+)\*/g, '<em>$1</em>')
}
