const key = 'rds-tasklist.language'

// A browser that blocks storage throws: the choice is then forgotten, nothing else.

/** The language that the reader chose before. */
export function storedLanguage(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Keeps the reader's choice for the next visit of `/`. */
export function storeLanguage(language: string): void {
  try {
    localStorage.setItem(key, language)
  } catch {}
}
