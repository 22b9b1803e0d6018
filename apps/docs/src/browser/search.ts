import { excerpt, findEntries, type SearchEntry } from './find-entries.ts'
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
  const search = async () => {
    const matches = findEntries((await index) ?? [], query.value)
    count.textContent = query.value.trim() === '' ? '' : found.replace('{count}', String(matches.length))
    results.replaceChildren(...matches.slice(0, MOST).map((entry) => resultItem(entry, query.value)))
  }
  query.addEventListener('input', search)
  dialog.addEventListener('keydown', async (event) => {
    // These keys choose Chinese characters before they are typed.
    if (event.isComposing) return
    if (event.key === 'Enter' && event.target === query) {
      event.preventDefault()
      await search()
      results.querySelector('a')?.click()
    }
    // A box for searches would first be emptied by it.
    if (event.key === 'Escape') {
      event.preventDefault()
      dialog.close()
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      neighbour([query, ...results.querySelectorAll('a')], event.key === 'ArrowDown' ? 1 : -1)?.focus()
    }
  })
  // A result on this very page only moves to its place, behind the dialog.
  results.addEventListener('click', () => dialog.close())
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName))
}

/** What stands before or after the element that has the focus, round at both ends. */
function neighbour(stops: HTMLElement[], step: number): HTMLElement | undefined {
  const at = stops.indexOf(document.activeElement as HTMLElement)
  return stops.at((at + step) % stops.length)
}

function resultItem({ url, page, title, text }: SearchEntry, query: string): HTMLLIElement {
  const item = document.createElement('li')
  const link = document.createElement('a')
  link.href = url
  link.textContent = title
  const where = document.createElement('small')
  where.textContent = page === title ? '' : page
  const what = document.createElement('p')
  what.append(...excerpt(text, query).map((part, index) => (index % 2 === 1 ? marked(part) : part)))
  item.append(link, ' ', where, what)
  return item
}

function marked(text: string): HTMLElement {
  const mark = document.createElement('mark')
  mark.textContent = text
  return mark
}
