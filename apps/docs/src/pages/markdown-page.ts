import { type Language, otherLanguage, pagePath } from '../languages.ts'
import { OWN_POLICY } from './csp.ts'
import { markdownToPage } from './markdown.ts'
import type { Page } from './page.ts'

/** What a page of our own is made of. The first line of `markdown` is its heading. */
export type MarkdownSource = {
  /** Inside the language's folder, such as `errors/`. */
  name: string
  language: Language
  siteTitle: string
  /** The part of the site that the page belongs to, for its title. */
  part?: string
  description: string
  markdown: string
  /** Scripts of this page alone. */
  head?: string
  /** Changes the HTML that the Markdown gives. */
  decorate?: (html: string) => string
}

/** A page whose HTML and whose twin for machines are the same Markdown. */
export function markdownPage({ decorate = (html) => html, ...source }: MarkdownSource): Page {
  const { name, language, siteTitle, part, description, markdown, head } = source
  const [, title = name] = /^# (.+)$/m.exec(markdown) ?? []
  return {
    path: pagePath(language, name),
    counterpart: pagePath(otherLanguage(language), name),
    language,
    title: [title, part, siteTitle].filter((words) => words !== undefined).join(' · '),
    description,
    policy: OWN_POLICY,
    ...(head !== undefined && { head }),
    main: `<main class="own-page prose">${decorate(markdownToPage(markdown, language))}</main>`,
    markdown,
  }
}
