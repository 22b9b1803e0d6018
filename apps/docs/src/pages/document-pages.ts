import type { Conformance } from '../conformance.ts'
import type { OpenApiDocument } from '../document/openapi.ts'
import { type Section, sectionOf } from '../document/sections.ts'
import type { Language } from '../languages.ts'
import { behaviourRows, checkId, conformanceMarkdown } from './conformance-markdown.ts'
import { markdownPage } from './markdown-page.ts'
import type { Page } from './page.ts'
import { SITE_TEXTS } from './site-texts.ts'

const FILTER_SCRIPT = '<script type="module" src="/assets/filter.js"></script>'

/** The codes and statuses of the document, with a filter. Every code is an address: `errors/#DBS.280001`. */
export function errorsPage({ info }: OpenApiDocument, all: Section[], language: Language): Page {
  const { errors, errorsIntro, errorsRetry, filter } = SITE_TEXTS[language]
  const parts = ['error-codes', 'abnormal-responses', 'status-codes'].map((id) => sectionOf(all, id))
  return markdownPage({
    name: 'errors/',
    language,
    siteTitle: info.title,
    description: errorsIntro,
    markdown: [`# ${errors}`, errorsIntro, errorsRetry, ...parts.map(asMarkdown)].join('\n\n'),
    head: FILTER_SCRIPT,
    decorate: (html) => {
      const rows = html.replace(/<tr><td><code>([A-Z]+\.\d+|\d{3})<\/code>/g, '<tr id="$1"><td><code>$1</code>')
      return withFilter(withLabels(rows), filter)
    },
  })
}

/** The table of behaviours with what each rests on, and how the servers here keep to them. */
export function behaviourPage(
  { info }: OpenApiDocument,
  all: Section[],
  language: Language,
  { english, run }: { english: Section[]; run: Conformance | undefined },
): Page {
  const { evidence, evidenceIntro, filter } = SITE_TEXTS[language]
  const { body } = sectionOf(all, 'behaviour')
  const behaviours = behaviourRows(body, sectionOf(english, 'behaviour').body)
  const ids = [...behaviours.values()].map(({ id }) => id)
  return markdownPage({
    name: 'evidence/',
    language,
    siteTitle: info.title,
    description: evidenceIntro,
    markdown: [`# ${evidence}`, body, conformanceMarkdown(run, behaviours, language)].join('\n\n'),
    head: FILTER_SCRIPT,
    decorate: (html) => withFilter(withCheckIds(withRowIds(html, ids), run ?? { checks: [] }), filter),
  })
}

/** Gives the rows of the first table their addresses. */
function withRowIds(html: string, ids: string[]): string {
  let next = 0
  return html.replace(/<tbody>.*?<\/tbody>/s, (rows) => rows.replace(/<tr>/g, () => `<tr id="${ids[next++]}">`))
}

/** The row of a check has the address that `conformanceMarkdown` links to. */
function withCheckIds(html: string, { checks }: Pick<Conformance, 'checks'>): string {
  const names = new Set(checks.map(({ name }) => name))
  return html.replace(/<tr>(?=<td><code>([^<]+)<\/code><\/td>)/g, (row, name: string) =>
    names.has(name) ? `<tr id="${checkId(name)}">` : row,
  )
}

function asMarkdown({ title, body }: Section): string {
  return `## ${title}\n\n${body}`
}

/** Gives each cell the head of its column, which a narrow window shows above it. */
function withLabels(html: string): string {
  return html.replace(/<table.*?<\/table>/gs, (table) => {
    const heads = [...table.matchAll(/<th(?: [^>]*)?>(.*?)<\/th>/g)].map(([, head]) => head)
    return table.replace(/<tr[^>]*><td>.*?<\/tr>/gs, (row) => {
      let column = 0
      return row.replace(/<td>/g, () => `<td data-label="${heads[column++]}">`)
    })
  })
}

/** More rows than this are searched rather than read. */
const MANY_ROWS = 12

/** A field right above each long table. The script shows it: without scripts it would do nothing. */
function withFilter(html: string, label: string): string {
  const field = `<p class="filter" hidden><label>${label} <input type="search" autocomplete="off"></label> <output></output></p>`
  return html.replace(/<div class="table".*?<\/table>/gs, (table) =>
    table.split('<tr').length > MANY_ROWS ? `${field}\n${table}` : table,
  )
}
