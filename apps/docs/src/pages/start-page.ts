import { languages } from '../languages.ts'
import { ownPolicy } from './csp.ts'
import { siteTexts } from './site-texts.ts'

/** `/`: a script goes on to the reader's language; without scripts the reader chooses. */
export function startPage(title: string): string {
  return bare(title, '<script type="module" src="/assets/choose-language.js"></script>', '')
}

/** `404.html`, which a static host sends for every unknown path, so it speaks both languages. */
export function notFoundPage(title: string): string {
  const sentences = languages.map((language) => `<p lang="${language}">${siteTexts[language].notFound}</p>`)
  return bare(`404 · ${title}`, '', sentences.join(''))
}

function bare(title: string, script: string, sentences: string): string {
  const choices = languages.map(
    (language) =>
      `<p><a lang="${language}" hreflang="${language}" data-language="${language}" href="/${language}/">${siteTexts[language].languageName}</a></p>`,
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${ownPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/assets/icon.svg">
<link rel="stylesheet" href="/assets/site.css">
<script type="module" src="/assets/remember-language.js"></script>
${script}
</head>
<body><main class="own-page">${sentences}${choices.join('')}</main></body>
</html>
`
}
