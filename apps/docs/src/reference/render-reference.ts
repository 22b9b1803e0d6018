import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { StaticRouter } from 'react-router'
import type { ServerStyleSheet } from 'styled-components'
import type { OpenApiDocument } from '../document/openapi.ts'
import type { Language } from '../languages.ts'
import { loadRedoc } from './load-redoc.ts'
import { TEXTS_GLOBAL } from './redoc-patch.ts'
import { REDOC_TEXTS } from './redoc-texts.ts'

/** One page of the reference as Redoc renders it. `path` has no trailing slash. */
export type ReferencePage = { path: string; label: string; operation: boolean; html: string }

/** The reference in one language, and what the browser needs to take it over. */
export type Reference = { pages: ReferencePage[]; options: object }

/** Height of our own bar in pixels; `site.css` gives the bar the same height. */
const BAR_HEIGHT = 48

function redocOptions(language: Language) {
  return {
    disableTelemetry: true,
    skipBundle: true,
    scrollYOffset: BAR_HEIGHT,
    basePath: `/${language}`,
    downloadUrls: [{ title: 'OpenAPI', url: `/${language}/openapi.json` }],
  }
}

type Item = { type: string; label: string; link?: string; httpVerb?: string; items?: Item[] }

/** Renders every page of the reference with Redoc's public exports. `styles` gathers the styles of all pages. */
export async function renderReference(
  document: OpenApiDocument,
  language: Language,
  styles: ServerStyleSheet,
): Promise<Reference> {
  const redoc = await loadRedoc()
  const options = redocOptions(language)
  const { basePath } = options
  const prepared = await redoc.prepareApiDocs({ spec: document, options, basePath, convertedDownload: false })
  // The words are read while rendering, so each language sets them just before.
  Object.assign(globalThis, { [TEXTS_GLOBAL]: REDOC_TEXTS[language] })
  const pages = withPath(prepared.items as Item[]).map(({ link, label, httpVerb }) => {
    const reference = createElement(redoc.RedoclyApiDocsStandalone, {
      ...prepared,
      basePath,
      spec: prepared.document,
      telemetryConfig: { disabled: true },
    })
    const tree = createElement(StaticRouter, { location: link, children: reference })
    return {
      path: link,
      // Redoc keeps the blank before a heading's ID.
      label: label.trim(),
      operation: httpVerb !== undefined,
      html: renderToString(styles.collectStyles(tree)),
    }
  })
  return { pages, options }
}

function withPath(items: Item[]): (Item & { link: string })[] {
  return items.flatMap((item) => [
    ...(item.link === undefined ? [] : [{ ...item, link: item.link }]),
    ...withPath(item.items ?? []),
  ])
}
