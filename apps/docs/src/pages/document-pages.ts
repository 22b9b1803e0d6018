import type { OpenApiDocument } from '../document/openapi.ts'
import { type Section, sectionOf } from '../document/sections.ts'
import type { Language } from '../languages.ts'
import { markdownPage } from './markdown-page.ts'
import type { Page } from './page.ts'
import { SITE_TEXTS } from './site-texts.ts'

const FILTER_SCRIPT = '<script type="module" src="/assets/filter.js"></script>'

/** The codes and statuses of the document, with a filter. Every code is an address: `errors/#DBS.280001`. */
export function errorsPage({ info }: OpenApiDocument, all: Section[], language: Language): Page {
  const { errors, errorsIntro, filter } = SITE_TEXTS[language]
  const parts = ['error-codes', 'abnormal-responses', 'status-codes'].map((id) => sectionOf(all, id))
  return markdownPage({
    name: 'errors/',
    language,
    siteTitle: info.title,
    description: errorsIntro,
    markdown: [`# ${errors}`, errorsIntro, ...parts.map(asMarkdown)].join('\n\n'),
    head: FILTER_SCRIPT,
    decorate: (html) =>
      withFilter(html.replace(/<tr><td><code>([A-Z]+\.\d+|\d{3})<\/code>/g, '<tr id="$1"><td><code>$1</code>'), filter),
  })
}

/** The table of behaviours with what each rests on. */
export function behaviourPage({ info }: OpenApiDocument, all: Section[], language: Language): Page {
  const { evidence, evidenceIntro, filter } = SITE_TEXTS[language]
  return markdownPage({
    name: 'evidence/',
    language,
    siteTitle: info.title,
    description: evidenceIntro,
    markdown: [`# ${evidence}`, sectionOf(all, 'behaviour').body].join('\n\n'),
    head: FILTER_SCRIPT,
    decorate: (html) => withFilter(html, filter),
  })
}

function asMarkdown({ title, body }: Section): string {
  return `## ${title}\n\n${body}`
}

/** The script shows the field: without scripts it would do nothing. */
function withFilter(html: string, label: string): string {
  const field = `<p class="filter" hidden><label>${label} <input type="search" id="filter" autocomplete="off"></label> <output id="filter-count"></output></p>`
  return html.replace('</h1>\n', `</h1>\n${field}\n`)
}
