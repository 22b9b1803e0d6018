import { preferredLanguage } from './preferred-language.ts'
import { siteUrl } from './site-url.ts'

const STORAGE_KEY = 'rds-tasklist.language'

// A browser that blocks storage throws: the choice is then forgotten, nothing else.
const storage = {
  get(): string | null {
    try {
      return localStorage.getItem(STORAGE_KEY)
    } catch {
      return null
    }
  },
  set(language: string): void {
    try {
      localStorage.setItem(STORAGE_KEY, language)
    } catch {}
  },
}

// Every page keeps the reader's choice; the start page goes on to it.
document.addEventListener('click', ({ target }) => {
  const link = target instanceof Element ? target.closest<HTMLElement>('a[data-language]') : null
  if (link?.dataset.language) storage.set(link.dataset.language)
})
if (location.pathname === siteUrl('').pathname) {
  location.replace(siteUrl(`${storage.get() ?? preferredLanguage(navigator.languages)}/`))
}
