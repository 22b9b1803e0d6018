/** A part of a page that the search can lead to. `text` is plain. */
export type SearchEntry = { url: string; page: string; title: string; text: string }

/** Words are separated by blanks; Chinese has none, so its words are found anywhere in a text. */
function wordsOf(query: string): string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean)
}

/**
 * The entries that contain every word of a query: first the one that is called so, then those with the words in their
 * titles, then parts of pages, whole pages last; among equals, those that say it earlier.
 */
export function findEntries(entries: readonly SearchEntry[], query: string): SearchEntry[] {
  const words = wordsOf(query)
  if (words.length === 0) return []
  return entries
    .map((entry) => ({ entry, rank: rankOf(entry, words) }))
    .filter(({ rank }) => rank !== undefined)
    .toSorted((a, b) => (b.rank?.kind ?? 0) - (a.rank?.kind ?? 0) || (a.rank?.place ?? 0) - (b.rank?.place ?? 0))
    .map(({ entry }) => entry)
}

function rankOf({ url, title, text }: SearchEntry, words: string[]): { kind: number; place: number } | undefined {
  const [name, body] = [title.toLowerCase(), text.toLowerCase()]
  if (!words.every((word) => name.includes(word) || body.includes(word))) return undefined
  const place = Math.min(...words.map((word) => body.indexOf(word)).filter((index) => index >= 0), body.length)
  if (name === words.join(' ')) return { kind: 4, place }
  // Of names that contain the words, the shortest is the nearest to them.
  if (words.every((word) => name.includes(word))) return { kind: 3, place: name.length }
  if (words.some((word) => name.includes(word))) return { kind: 2, place }
  return { kind: url.includes('#') ? 1 : 0, place }
}

const BEFORE = 30
const LENGTH = 120

/** What an entry says around the first word of a query, in parts: every second one is a word that was found. */
export function excerpt(text: string, query: string): string[] {
  const words = wordsOf(query)
  const lower = text.toLowerCase()
  const places = words.map((word) => lower.indexOf(word)).filter((index) => index >= 0)
  const start = Math.max(0, Math.min(...places, text.length) - BEFORE)
  const from = places.length === 0 ? 0 : start
  const cut = `${from > 0 ? '…' : ''}${text.slice(from, from + LENGTH).trim()}${from + LENGTH < text.length ? '…' : ''}`
  if (words.length === 0) return [cut]
  const found = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return cut.split(new RegExp(`(${found.join('|')})`, 'gi'))
}
