/** A part of a page that the search can lead to. */
export type SearchEntry = { url: string; page: string; title: string; text: string }

/**
 * The entries that contain every word of a query, those with the words in their title first. Words are separated by
 * blanks; Chinese has none, so its words are found anywhere in a text.
 */
export function findEntries(entries: readonly SearchEntry[], query: string): SearchEntry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const rank = ({ title, text }: SearchEntry) => {
    const inTitle = words.filter((word) => title.toLowerCase().includes(word)).length
    const everywhere = words.every((word) => `${title}\n${text}`.toLowerCase().includes(word))
    return everywhere ? 1 + inTitle : 0
  }
  return entries
    .map((entry) => ({ entry, rank: rank(entry) }))
    .filter((ranked) => ranked.rank > 0)
    .toSorted((a, b) => b.rank - a.rank)
    .map(({ entry }) => entry)
}
