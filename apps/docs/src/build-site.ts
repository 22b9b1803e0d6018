import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ServerStyleSheet } from 'styled-components'
import { writeAssets } from './assets.ts'
import { readBundle } from './document/bundles.ts'
import { documentForRedoc } from './document/for-redoc.ts'
import { findOperation, need, type OpenApiDocument } from './document/openapi.ts'
import type { Language } from './languages.ts'
import { explorerPage } from './pages/explorer-page.ts'
import { type Page, renderPage } from './pages/page.ts'
import { referencePage } from './pages/reference-page.ts'
import { responseFieldsPage } from './pages/response-fields-page.ts'
import { notFoundPage, startPage } from './pages/start-page.ts'
import { TEXTS_GLOBAL } from './reference/redoc-patch.ts'
import { REDOC_TEXTS } from './reference/redoc-texts.ts'
import type { ReferenceData } from './reference/reference-data.ts'
import { type Reference, renderReference, styleFile } from './reference/render-reference.ts'

type Edition = { language: Language; bundle: OpenApiDocument; prepared: OpenApiDocument; reference: Reference }

/** Builds the whole site into a folder. */
export async function buildSite(folder: string): Promise<void> {
  const write = async (path: string, content: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  const styles = new ServerStyleSheet()
  const bundle = await readBundle('en')
  // One after the other: the texts of Redoc's interface are a global while it renders.
  const english = await readEdition('en', bundle, styles)
  const chinese = await readEdition('zh-CN', bundle, styles)
  await writeEdition(english, chinese, write)
  await writeEdition(chinese, english, write)
  const { title } = bundle.info
  await write('index.html', startPage(title))
  await write('404.html', notFoundPage(title))
  await write('assets/redoc.css', styleFile(styles))
  await writeAssets(write)
}

async function readEdition(language: Language, english: OpenApiDocument, styles: ServerStyleSheet): Promise<Edition> {
  const bundle = await readBundle(language)
  const prepared = documentForRedoc(bundle, language, english)
  return { language, bundle, prepared, reference: await renderReference(prepared, language, styles) }
}

type Write = (path: string, content: string) => Promise<void>

async function writeEdition(edition: Edition, other: Edition, write: Write): Promise<void> {
  const { language, bundle, prepared, reference } = edition
  const pages = reference.pages.map((page) => referencePage(page, counterpart(page.path, other), language, bundle))
  const operation = findOperation(bundle, 'ListTasks')
  const own = [explorerPage(bundle, operation, language), responseFieldsPage(bundle, operation, language)]
  const start = need(
    reference.pages.find((page) => page.operation),
    'page of an operation',
  )
  for (const page of [...pages, ...own]) await write(fileOf(page.path, language), renderPage(page, start.path))
  const data: ReferenceData = {
    document: prepared,
    options: reference.options,
    textsGlobal: TEXTS_GLOBAL,
    texts: REDOC_TEXTS[language],
    pages: Object.fromEntries(pages.map((page) => [page.path, headOf(page)])),
  }
  await write(`${language}/reference.json`, JSON.stringify(data))
  await write(`${language}/openapi.json`, `${JSON.stringify(bundle, null, 2)}\n`)
}

/** The same page in the other language. Headings have the same IDs in both, tags and operations the same names. */
function counterpart(path: string, other: Edition): string {
  const wanted = path.replace(/^\/[^/]+/, `/${other.language}`)
  if (!other.reference.pages.some((page) => page.path === wanted)) throw new Error(`There is no page ${wanted}.`)
  return wanted
}

function headOf({ title, description, counterpart }: Page) {
  return { title, description, counterpart }
}

/** Redoc's paths have no slash at the end, so static hosts want `path.html`; only `/en` is a folder they redirect to. */
function fileOf(path: string, language: Language): string {
  if (path === `/${language}`) return `${language}/index.html`
  return path.endsWith('/') ? `${path.slice(1)}index.html` : `${path.slice(1)}.html`
}
