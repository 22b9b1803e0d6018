import type { SearchEntry } from '../browser/find-entries.ts'
import { findOperation, need, type OpenApiDocument } from '../document/openapi.ts'
import type { Language } from '../languages.ts'
import type { ReferencePage } from '../reference/render-reference.ts'
import { redocPolicy } from './csp.ts'
import type { Page } from './page.ts'
import { SITE_TEXTS } from './site-texts.ts'

const HEAD = `<link rel="stylesheet" href="/assets/redoc.css">
<script type="module" src="/assets/reference.js"></script>`

/** As many cells say what a table is of. */
const FEW = 6

/** A page of Redoc in our frame. */
export function referencePage(
  { path, label, operation, html, markdown }: ReferencePage & { markdown: string },
  counterpart: string,
  language: Language,
  document: OpenApiDocument,
): Page {
  const { info } = document
  return {
    path,
    counterpart,
    language,
    title: label === info.title ? label : `${label} · ${info.title}`,
    description: label === info.title ? info.summary : firstWords(label, markdown, language),
    policy: redocPolicy(html),
    head: HEAD,
    main: `<div id="redoc">${html}</div>`,
    markdown,
    ...(operation && { entries: parameterEntries(document, path, label, html) }),
  }
}

/** The first sentence of a page, or what the first column of its table lists. */
function firstWords(label: string, markdown: string, language: Language): string {
  const isSentence = (part: string) => !/^[#|`>-]/.test(part)
  const [, ...parts] = markdown.split(/\n{2,}/)
  const text = parts.find(isSentence)
  const [sentence] = /^.+?(?:。|\.(?=\s|$)|$)/s.exec(text ?? '') ?? []
  const cells = [...markdown.matchAll(/^\| (`[^`]+`) \|/gm)].map(([, cell]) => cell)
  return (sentence || `${label}${SITE_TEXTS[language].colon}${cells.slice(0, FEW).join(', ')} …`)
    .replace(/[`*]/g, '')
    .replace(/\s+/g, ' ')
}

/** The parameters with the addresses that Redoc gives them. */
function parameterEntries(document: OpenApiDocument, path: string, page: string, html: string): SearchEntry[] {
  const { parameters } = findOperation(document, 'ListTasks').operation
  return parameters.map(({ name, description = '' }) => {
    const id = new RegExp(` id="([^"]*t=request[^"]*path=${name.toLowerCase()})"`).exec(html)?.[1]
    const anchor = need(id, `place of the parameter ${name} on ${path}`).replaceAll('&amp;', '&')
    return { url: `${path}#${anchor}`, page, title: name, text: description }
  })
}
