import type { SearchEntry } from '../browser/find-entries.ts'
import { findOperation, need, type OpenApiDocument } from '../document/openapi.ts'
import type { Language } from '../languages.ts'
import type { ReferencePage } from '../reference/render-reference.ts'
import { redocPolicy } from './csp.ts'
import type { Page } from './page.ts'

const HEAD = `<link rel="stylesheet" href="/assets/redoc.css">
<script type="module" src="/assets/reference.js"></script>`

/** A page of Redoc in our frame. */
export function referencePage(
  { path, label, operation, html }: ReferencePage,
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
    description: label === info.title ? info.summary : `${label} · ${info.summary}`,
    policy: redocPolicy(html),
    head: HEAD,
    main: `<div id="redoc">${html}</div>`,
    ...(operation && { entries: parameterEntries(document, path, label, html) }),
  }
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
