/** The languages of the site. Each is a folder of it and a bundle of the document. */
export const LANGUAGES = ['en', 'zh-CN'] as const

/** A language of the site, as written in `<html lang>` and as the first segment of a page's path. */
export type Language = (typeof LANGUAGES)[number]

/** The language that the switch on a page leads to. */
export function otherLanguage(language: Language): Language {
  return language === 'en' ? 'zh-CN' : 'en'
}

/** The path of a page of our own, for example `pagePath('en', 'explorer/')` is `/en/explorer/`. */
export function pagePath(language: Language, page: string): string {
  return `/${language}/${page}`
}
