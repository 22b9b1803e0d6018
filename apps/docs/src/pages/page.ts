import { type Language, otherLanguage, pagePath } from '../languages.ts'
import { escapeHtml } from './html.ts'
import { SITE_TEXTS } from './site-texts.ts'

/** A page of the site before it gets its frame. */
export type Page = {
  path: string
  /** The same page in the other language. */
  counterpart: string
  language: Language
  title: string
  description: string
  policy: string
  /** Style sheets and scripts besides those that every page has. */
  head?: string
  main: string
}

/** The whole HTML of a page: head, bar with language switch, content, credit to Redoc. */
export function renderPage(page: Page, referencePath: string): string {
  const { language, title, policy, main } = page
  return `<!doctype html>
<html lang="${language}">
${renderHead({ title, policy, rest: renderRest(page) })}
<body>
${renderBar(page, referencePath)}
${main}
${renderCredit(language)}
</body>
</html>
`
}

/** The head of every page. `rest` is what only this one has. */
export function renderHead({ title, policy, rest = '' }: { title: string; policy: string; rest?: string }): string {
  return `<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="/assets/icon.svg">
${rest}
<link rel="stylesheet" href="/assets/site.css">
<script type="module" src="/assets/language.js"></script>
</head>`
}

function renderRest({ path, counterpart, language, description, head = '' }: Page): string {
  return `<meta name="description" content="${escapeHtml(description)}">
<link rel="canonical" href="${path}">
<link rel="alternate" hreflang="${language}" href="${path}">
<link rel="alternate" hreflang="${otherLanguage(language)}" href="${counterpart}">
<link rel="alternate" hreflang="x-default" href="/">
${head}`
}

function renderBar({ counterpart, language, path }: Page, referencePath: string): string {
  const texts = SITE_TEXTS[language]
  const other = otherLanguage(language)
  const links = [
    [referencePath, texts.reference],
    [pagePath(language, 'explorer/'), texts.explorer],
    [pagePath(language, 'response-fields/'), texts.responseFields],
  ] as const
  const nav = links.map(([href, label]) => {
    const current = href === path ? ' aria-current="page"' : ''
    return `<a href="${href}"${current}>${label}</a>`
  })
  return `<header class="site-bar"><nav>${nav.join('')}</nav>
<a id="language-switch" lang="${other}" hreflang="${other}" data-language="${other}" href="${counterpart}">${SITE_TEXTS[other].languageName}</a></header>`
}

function renderCredit(language: Language): string {
  const { credit, licence } = SITE_TEXTS[language]
  return `<footer class="site-credit">${credit} <a href="https://github.com/Redocly/redoc">Redoc</a> (<a href="/assets/redoc-license.txt">${licence}</a>)</footer>`
}
