import { LANGUAGES } from '../languages.ts'
import { OWN_POLICY } from './csp.ts'
import { renderHead } from './page.ts'
import { SITE_TEXTS } from './site-texts.ts'

/** `/`: a script goes on to the reader's language; without scripts the reader chooses. */
export function startPage(title: string): string {
  return renderChoice(title, '')
}

/** `404.html`, which a static host sends for every unknown path, so it speaks both languages. */
export function notFoundPage(title: string): string {
  const sentences = LANGUAGES.map((language) => `<p lang="${language}">${SITE_TEXTS[language].notFound}</p>`)
  return renderChoice(`404 · ${title}`, sentences.join(''))
}

function renderChoice(title: string, sentences: string): string {
  const choices = LANGUAGES.map(
    (language) =>
      `<p><a lang="${language}" hreflang="${language}" data-language="${language}" href="/${language}/">${SITE_TEXTS[language].languageName}</a></p>`,
  )
  return `<!doctype html>
<html lang="en">
${renderHead({ title, policy: OWN_POLICY })}
<body><main class="own-page">${sentences}${choices.join('')}</main></body>
</html>
`
}
