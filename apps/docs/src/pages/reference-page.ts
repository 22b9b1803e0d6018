import type { OpenApiDocument } from '../document/openapi.ts'
import type { Language } from '../languages.ts'
import type { ReferencePage } from '../reference/render-reference.ts'
import { redocPolicy } from './csp.ts'
import type { Page } from './page.ts'

const HEAD = `<link rel="stylesheet" href="/assets/redoc.css">
<link rel="stylesheet" href="/assets/redoc-contrast.css">
<script type="module" src="/assets/reference.js"></script>`

/** A page of Redoc in our frame. */
export function referencePage(
  { path, label, html }: ReferencePage,
  counterpart: string,
  language: Language,
  { info }: OpenApiDocument,
): Page {
  return {
    path,
    counterpart,
    language,
    title: label === info.title ? label : `${label} · ${info.title}`,
    description: label === info.title ? info.summary : `${label} · ${info.summary}`,
    policy: redocPolicy(html),
    head: HEAD,
    main: `<div id="redoc">${html}</div>`,
  }
}
