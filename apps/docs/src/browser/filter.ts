import type { SiteTexts } from '../pages/site-texts.ts'

const { filtered }: SiteTexts['frame'] = JSON.parse(document.getElementById('frame-texts')?.textContent ?? '')

for (const filter of document.querySelectorAll<HTMLElement>('.filter')) enable(filter)

/** Shows the rows of the table below that have all the words somebody types. */
function enable(filter: HTMLElement): void {
  const field = filter.querySelector('input')
  const count = filter.querySelector('output')
  const rows = [...(filter.nextElementSibling?.querySelectorAll<HTMLTableRowElement>('tbody tr') ?? [])]
  if (!field || !count) return
  filter.hidden = false
  field.addEventListener('input', () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean)
    for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word))
    const shown = rows.filter((row) => !row.hidden).length
    count.textContent = filtered.replace('{count}', String(shown)).replace('{total}', String(rows.length))
  })
}
