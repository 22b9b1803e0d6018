const HEADING = /^#{1,3} (.+)$/gm

/** Paths for the headings of a Markdown text, from its English words: `## Status codes` becomes `status-codes`. */
export function headingIds(english: string): string[] {
  return Array.from(english.matchAll(HEADING), ([, words = '']) =>
    words
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, ''),
  )
}

/** Gives each heading its ID in Redoc's notation, so that a section has the same path in every language. */
export function withHeadingIds(markdown: string, ids: string[]): string {
  let next = 0
  const result = markdown.replace(HEADING, (line) => `${line} {% #${ids[next++]} %}`)
  if (next !== ids.length) throw new Error(`The text has ${next} headings, its English original ${ids.length}.`)
  return result
}
