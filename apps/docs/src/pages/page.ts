import { type Language, languages, otherLanguage, pagePath } from '../languages.ts'
import { escapeHtml } from './html.ts'
import { siteTexts } from './site-texts.ts'

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
  const { language, main } = page
  return `<!doctype html>
<html lang="${language}">
${renderHead(page)}
<body>
${renderBar(page, referencePath)}
${main}
${renderCredit(language)}
</body>
</html>
`
}

function renderHead({ path, counterpart, language, title, description, policy, head = '' }: Page): string {
  const paths = { [language]: path, [otherLanguage(language)]: counterpart } as Record<Language, string>
  const alternates = languages.map((code) => `<link rel="alternate" hreflang="${code}" href="${paths[code]}">`)
  return `<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<meta name="description" content="${escapeHtml(description)}">
<link rel="canonical" href="${path}">
${alternates.join('\n')}
<link rel="alternate" hreflang="x-default" href="/">
<link rel="icon" href="/assets/icon.svg">
${head}
<link rel="stylesheet" href="/assets/site.css">
<script type="module" src="/assets/remember-language.js"></script>
</head>`
}

function renderBar({ counterpart, language, path }: Page, referencePath: string): string {
  const texts = siteTexts[language]
  const other = otherLanguage(language)
  const links = [
    [referencePath, texts.reference],
    [pagePath(language, 'explorer/'), texts.explorer],
    [pagePath(language, 'response-fields/'), texts.responseFields],
  ] as const
  const nav = links.map(([href, label]) => {
    const current = href === path ? ' aria-current="page"' : ''
    return `<a href="${href}"${current}>${escapeHtml(label)}</a>`
  })
  return `<header class="site-bar"><nav>${nav.join('')}</nav>
<a id="language-switch" lang="${other}" hreflang="${other}" data-language="${other}" href="${counterpart}">${siteTexts[other].languageName}</a></header>`
}

function renderCredit(language: Language): string {
  const { credit, licence } = siteTexts[language]
  return `<footer class="site-credit">${credit} <a href="https://github.com/Redocly/redoc">Redoc</a> (<a href="/assets/redoc-license.txt">${licence}</a>)</footer>`
}
