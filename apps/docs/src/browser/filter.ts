import type { SiteTexts } from '../pages/site-texts.ts'

// Rows of the tables of a page, by the words that somebody types.
const field = document.getElementById('filter')
const count = document.getElementById('filter-count')
const texts: SiteTexts['frame'] = JSON.parse(document.getElementById('frame-texts')?.textContent ?? '')
const rows = [...document.querySelectorAll<HTMLTableRowElement>('.prose tbody tr')]

if (field instanceof HTMLInputElement && count) {
  const paragraph = field.closest('p')
  if (paragraph) paragraph.hidden = false
  field.addEventListener('input', () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean)
    for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word))
    const shown = rows.filter((row) => !row.hidden).length
    count.textContent = texts.filtered.replace('{count}', String(shown)).replace('{total}', String(rows.length))
  })
}
