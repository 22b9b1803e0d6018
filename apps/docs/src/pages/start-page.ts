import { LANGUAGES, type Language, pagePath } from '../languages.ts'
import { OWN_POLICY } from './csp.ts'
import { renderHead } from './page.ts'
import { SITE_TEXTS } from './site-texts.ts'

/** `/`: a script goes on to the reader's language; without scripts the reader chooses. */
export function startPage(title: string): string {
  return renderInBoth(title, (language) => `<p>${linkTo(language, '', SITE_TEXTS[language].languageName)}</p>`)
}

/** `404.html`, which a static host sends for every unknown path, so it speaks both languages. */
export function notFoundPage(title: string): string {
  return renderInBoth(`404 · ${title}`, (language) => {
    const { notFound, reference, explorer, guides, errors } = SITE_TEXTS[language]
    const ways = [
      ['', reference],
      ['explorer/', explorer],
      ['guides/', guides],
      ['errors/', errors],
    ] as const
    const links = ways.map(([page, words]) => linkTo(language, page, words))
    return `<section lang="${language}"><h1>${notFound}</h1><p class="ways">${links.join('')}</p></section>`
  })
}

function linkTo(language: Language, page: string, words: string): string {
  return `<a lang="${language}" hreflang="${language}" data-language="${language}" href="${pagePath(language, page)}">${words}</a>`
}

function renderInBoth(title: string, part: (language: Language) => string): string {
  return `<!doctype html>
<html lang="en">
${renderHead({ title, policy: OWN_POLICY })}
<body><main class="own-page">${LANGUAGES.map(part).join('')}</main></body>
</html>
`
}
