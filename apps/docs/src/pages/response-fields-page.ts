import {
  type Header,
  type LocatedOperation,
  need,
  type OpenApiDocument,
  type Response,
  resolveRef,
} from '../document/openapi.ts'
import { namedValues, typeWords } from '../document/values.ts'
import { type Language, otherLanguage, pagePath } from '../languages.ts'
import { OWN_POLICY } from './csp.ts'
import { escapeHtml } from './html.ts'
import { markdownToHtml } from './markdown.ts'
import { responsesMarkdown } from './operation-markdown.ts'
import type { Page } from './page.ts'
import { bodyFields, type Field } from './response-fields.ts'
import { SITE_TEXTS } from './site-texts.ts'

/** Redoc renders nested response fields in the browser only, so this page has them all as plain HTML. */
export function responseFieldsPage(document: OpenApiDocument, located: LocatedOperation, language: Language): Page {
  const { operation } = located
  const { responseFields, fieldsIntro, colon } = SITE_TEXTS[language]
  const title = `${operation.summary}${colon}${responseFields}`
  const responses = Object.entries(operation.responses).map(([status, response]) =>
    renderResponse(document, status, resolveRef(document, response), language),
  )
  return {
    path: pagePath(language, 'response-fields/'),
    counterpart: pagePath(otherLanguage(language), 'response-fields/'),
    language,
    title: `${title} · ${document.info.title}`,
    description: fieldsIntro,
    policy: OWN_POLICY,
    main: `<main class="own-page"><h1>${escapeHtml(title)}</h1><p>${fieldsIntro}</p>${responses.join('\n')}</main>`,
    markdown: `# ${title}\n\n${fieldsIntro}\n\n${responsesMarkdown(document, located, language)}\n`,
  }
}

function renderResponse(document: OpenApiDocument, status: string, response: Response, language: Language): string {
  const texts = SITE_TEXTS[language]
  const headers = Object.entries(response.headers ?? {}).map(([name, header]) => headerField(document, name, header))
  const schema = response.content?.['application/json']?.schema
  const fields = schema ? bodyFields(document, schema) : []
  return `<section><h2 id="result-${status}">${status}</h2>${markdownToHtml(need(response.description, `description of the response ${status}`))}
${renderTable(texts.headers, status, headers, language)}${renderTable(texts.body, status, fields, language)}</section>`
}

function headerField(document: OpenApiDocument, path: string, header: Header): Field {
  const resolved = resolveRef(document, header)
  const schema = need(resolved.schema, `schema of the header ${path}`)
  return {
    path,
    type: typeWords(document, schema),
    required: resolved.required ?? false,
    description: need(resolved.description, `description of the header ${path}`),
    values: namedValues(document, schema),
  }
}

function renderTable(caption: string, status: string, fields: Field[], language: Language): string {
  if (fields.length === 0) return ''
  const texts = SITE_TEXTS[language]
  return `<table class="fields"><caption>${caption}</caption>
<thead><tr><th scope="col">${texts.field}</th><th scope="col">${texts.meaning}</th></tr></thead>
<tbody>${fields.map((field) => renderField(field, status, texts.required)).join('\n')}</tbody></table>`
}

/** A row with an address: `response-fields/#200.tasks[].status`. */
function renderField(field: Field, status: string, requiredWord: string): string {
  const { path, type, required, description, values } = field
  const meanings = values.map(
    ({ value, meaning }) => `<dt><code>${escapeHtml(value)}</code></dt><dd>${escapeHtml(meaning)}</dd>`,
  )
  const list = meanings.length === 0 ? '' : `<dl>${meanings.join('')}</dl>`
  const mark = required ? `, ${requiredWord}` : ''
  return `<tr id="${escapeHtml(`${status}.${path}`)}"><th scope="row"><code>${escapeHtml(path)}</code><br><small>${escapeHtml(type)}${mark}</small></th><td>${markdownToHtml(description)}${list}</td></tr>`
}
