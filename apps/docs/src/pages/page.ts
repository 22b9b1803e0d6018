import type { SearchEntry } from '../browser/find-entries.ts'
import { LANGUAGES, type Language, otherLanguage, pagePath } from '../languages.ts'
import { escapeHtml, jsonBlock } from './html.ts'
import { SITE_TEXTS } from './site-texts.ts'
import { THEME_SCRIPT } from './theme-script.ts'

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
  /** The twin for machines, beside the page. Left out, it holds title and description. */
  markdown?: string
  /** What the search finds on this page besides its headings and the rows of its tables. */
  entries?: SearchEntry[]
}

/** What the frame of every page of a language names: the site, and the page of the operation. */
export type Site = { title: string; referencePath: string }

/** The file of a page's twin: `/en/errors/` has `en/errors/index.md`, `/en/tasks` has `en/tasks.md`. */
export function twinOf(path: string): string {
  if (LANGUAGES.some((language) => path === `/${language}`)) return `${path}/index.md`
  return path.endsWith('/') ? `${path}index.md` : `${path}.md`
}

/** The whole HTML of a page: head, bar with language switch, content, credit to Redoc. */
export function renderPage(page: Page, site: Site): string {
  const { language, title, policy, main } = page
  return `<!doctype html>
<html lang="${language}">
${renderHead({ title, policy, rest: renderRest(page) })}
<body>
${renderBar(page, site)}
<div id="content" tabindex="-1">${main}</div>
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
<script>${THEME_SCRIPT}</script>
<script type="module" src="/assets/language.js"></script>
<script type="module" src="/assets/frame.js"></script>
</head>`
}

function renderRest({ path, counterpart, language, description, head = '' }: Page): string {
  return `<meta name="description" content="${escapeHtml(description)}">
<link rel="canonical" href="${path}">
<link rel="alternate" hreflang="${language}" href="${path}">
<link rel="alternate" hreflang="${otherLanguage(language)}" href="${counterpart}">
<link rel="alternate" hreflang="x-default" href="/">
<link rel="alternate" type="text/markdown" href="${twinOf(path)}">
${head}`
}

function renderBar(page: Page, { title, referencePath }: Site): string {
  const { counterpart, language, path } = page
  const texts = SITE_TEXTS[language]
  const other = otherLanguage(language)
  const links = [
    [referencePath, texts.reference],
    [pagePath(language, 'explorer/'), texts.explorer],
    [pagePath(language, 'guides/'), texts.guides],
    [pagePath(language, 'errors/'), texts.errors],
    [pagePath(language, 'evidence/'), texts.evidence],
    [pagePath(language, 'response-fields/'), texts.responseFields],
    [pagePath(language, 'changelog/'), texts.changelog],
    [pagePath(language, 'downloads/'), texts.downloads],
  ] as const
  const start = `/${language}`
  const nav = links.map(
    ([href, label]) => `<a href="${href}"${current(page, href, href === referencePath)}>${label}</a>`,
  )
  return `<a class="skip" href="#content">${texts.skip}</a>
<header class="site-bar"><button class="menu" type="button" popovertarget="site-menu">${texts.menu}</button>
<a class="brand" href="${start}/"${path === start ? ' aria-current="page"' : ''}><img src="/assets/icon.svg" alt="" width="22" height="22"><span>${escapeHtml(title)}</span></a>
<nav id="site-menu" popover aria-label="${texts.menu}">${nav.join('')}</nav>
<div class="tools"><button id="search-open" type="button" hidden>${texts.search} <kbd>/</kbd></button><button id="theme-switch" type="button" hidden aria-label="${texts.theme}" title="${texts.theme}">◐</button>
<a id="language-switch" lang="${other}" hreflang="${other}" data-language="${other}" href="${counterpart}">${SITE_TEXTS[other].languageName}</a></div></header>
<dialog id="search" class="search" aria-label="${texts.search}"><form method="dialog"><input id="search-query" type="search" autocomplete="off" aria-label="${texts.search}" placeholder="${texts.searchHint}"><button>${texts.close}</button></form>
<p id="search-count" role="status"></p><ul id="search-results"></ul></dialog>
${jsonBlock('frame-texts', texts.frame)}`
}

/** Marks the link of this page, or of the part that it belongs to. Redoc changes pages inside its part without this bar. */
function current({ path, main }: Page, href: string, isReference: boolean): string {
  const isRedoc = main.includes('id="redoc"')
  if (isRedoc) return isReference ? ' aria-current="true"' : ''
  if (path === href) return ' aria-current="page"'
  return path.startsWith(href) ? ' aria-current="true"' : ''
}

function renderCredit(language: Language): string {
  const { credit, licence, brackets } = SITE_TEXTS[language]
  return `<footer class="site-credit">${credit} <a href="https://github.com/Redocly/redoc">Redoc</a>${brackets[0]}<a href="/assets/redoc-license.txt">${licence}</a>${brackets[1]}</footer>`
}
