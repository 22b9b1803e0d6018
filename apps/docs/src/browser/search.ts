import { findEntries, type SearchEntry } from './find-entries.ts'
import { siteUrl } from './site-url.ts'

const MOST = 30

/** Opens the search by its button, `/` or Ctrl+K. The index is loaded when somebody searches, never before. */
export function enableSearch({ found }: { found: string }): void {
  const open = document.getElementById('search-open')
  const dialog = document.getElementById('search')
  const query = document.getElementById('search-query')
  const results = document.getElementById('search-results')
  const count = document.getElementById('search-count')
  if (!(dialog instanceof HTMLDialogElement && query instanceof HTMLInputElement && open && results && count)) return
  let index: Promise<SearchEntry[]> | undefined
  const show = () => {
    index ??= fetch(siteUrl(`${document.documentElement.lang}/search.json`)).then((answer) => answer.json())
    if (!dialog.open) dialog.showModal()
    query.focus()
  }
  open.hidden = false
  open.addEventListener('click', show)
  const takesOver = (event: KeyboardEvent) => {
    const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !isTyping(event.target)
    const isControlK = event.key === 'k' && (event.ctrlKey || event.metaKey)
    if (!isSlash && !isControlK) return
    event.preventDefault()
    // Redoc would open its own search, which knows the reference alone.
    event.stopImmediatePropagation()
    show()
  }
  addEventListener('keydown', takesOver, { capture: true })
  query.addEventListener('input', async () => {
    const matches = findEntries((await index) ?? [], query.value)
    count.textContent = query.value.trim() === '' ? '' : found.replace('{count}', String(matches.length))
    results.replaceChildren(...matches.slice(0, MOST).map(resultItem))
  })
  query.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    // A box for searches would first be emptied by it.
    event.preventDefault()
    dialog.close()
  })
  // A result on this very page only moves to its place, behind the dialog.
  results.addEventListener('click', () => dialog.close())
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName))
}

function resultItem({ url, page, title }: SearchEntry): HTMLLIElement {
  const item = document.createElement('li')
  const link = document.createElement('a')
  link.href = url
  link.textContent = title
  const where = document.createElement('small')
  where.textContent = page
  item.append(link, ' ', where)
  return item
}
