import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ServerStyleSheet } from 'styled-components'
import { stringify } from 'yaml'
import { writeAssets } from './assets.ts'
import { type Changes, changesSinceRelease } from './changelog.ts'
import { readConformance } from './conformance.ts'
import { readBundle } from './document/bundles.ts'
import { addCodeSamples } from './document/code-samples.ts'
import { documentForRedoc } from './document/for-redoc.ts'
import { addLead } from './document/lead.ts'
import { findOperation, need, type OpenApiDocument } from './document/openapi.ts'
import { sections } from './document/sections.ts'
import { USUAL_TARGETS } from './explorer/page-data.ts'
import type { Language } from './languages.ts'
import { changelogPage } from './pages/changelog-page.ts'
import { behaviourPage, errorsPage } from './pages/document-pages.ts'
import { downloadPage } from './pages/download-page.ts'
import { explorerPage } from './pages/explorer-page.ts'
import { guidePages } from './pages/guides.ts'
import { llmsText, sitemap } from './pages/machine-files.ts'
import { type Page, renderPage, twinOf } from './pages/page.ts'
import { referenceMarkdown } from './pages/reference-markdown.ts'
import { referencePage } from './pages/reference-page.ts'
import { responseFieldsPage } from './pages/response-fields-page.ts'
import { searchIndex } from './pages/search-index.ts'
import { SITE_TEXTS } from './pages/site-texts.ts'
import { notFoundPage, startPage } from './pages/start-page.ts'
import { type PublicAddress, placeAt } from './public-address.ts'
import { TEXTS_GLOBAL } from './reference/redoc-patch.ts'
import { REDOC_TEXTS } from './reference/redoc-texts.ts'
import type { ReferenceData } from './reference/reference-data.ts'
import { type Reference, renderReference } from './reference/render-reference.ts'
import { styleFile } from './reference/style-file.ts'

type Edition = { language: Language; bundle: OpenApiDocument; prepared: OpenApiDocument; reference: Reference }

/** What is written as it is: scripts ask for their own address, `llms.txt` names it, the downloads are the bundle. */
const PLACELESS = /^assets\/|^llms\.txt$|openapi\.(json|yaml)$/

/** Builds the whole site into a folder, to be read at an address. */
export async function buildSite(folder: string, address: PublicAddress): Promise<void> {
  const write = async (path: string, content: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), PLACELESS.test(path) ? content : placeAt(address, content))
  }
  const styles = new ServerStyleSheet()
  const bundle = await readBundle('en')
  // One after the other: the texts of Redoc's interface are a global while it renders.
  const english = await readEdition('en', bundle, styles)
  const chinese = await readEdition('zh-CN', bundle, styles)
  const changes = await changesSinceRelease()
  const pages = {
    en: await pagesOf(english, chinese, bundle, changes),
    'zh-CN': await pagesOf(chinese, english, bundle, changes),
  }
  await writeEdition(english, pages.en, write)
  await writeEdition(chinese, pages['zh-CN'], write)
  const { title } = bundle.info
  await write('llms.txt', llmsText(bundle.info, pages, address))
  // A sitemap of paths alone is refused by who reads it.
  if (address.origin !== '') await write('sitemap.xml', sitemap(pages))
  await write('index.html', startPage(title))
  await write('404.html', notFoundPage(title))
  await write('targets.json', JSON.stringify(USUAL_TARGETS))
  const rendered = [english, chinese].flatMap(({ reference }) => reference.pages.map(({ html }) => html))
  await writeAssets(write, styleFile(styles, rendered.join('')))
}

async function readEdition(language: Language, english: OpenApiDocument, styles: ServerStyleSheet): Promise<Edition> {
  const bundle = await readBundle(language)
  const prepared = documentForRedoc(bundle, language, english)
  addLead(prepared, language)
  addCodeSamples(prepared, SITE_TEXTS[language].samplesNote)
  return { language, bundle, prepared, reference: await renderReference(prepared, language, styles) }
}

type Write = (path: string, content: string) => Promise<void>

/** Every page of a language: Redoc's and our own. */
async function pagesOf(
  edition: Edition,
  other: Edition,
  english: OpenApiDocument,
  changes: Changes | undefined,
): Promise<Page[]> {
  const { language, bundle, reference } = edition
  const { title } = bundle.info
  const operation = findOperation(bundle, 'ListTasks')
  const all = sections(bundle, english)
  const referencePages = reference.pages.map((page) => {
    const markdown = referenceMarkdown(page, edition, all, language)
    return referencePage({ ...page, markdown }, counterpart(page.path, other), language, bundle)
  })
  return [
    ...referencePages,
    explorerPage(bundle, operation, language),
    ...guidePages(title, language),
    errorsPage(bundle, all, language),
    behaviourPage(bundle, all, language, {
      english: sections(english, english),
      run: await readConformance(language),
    }),
    responseFieldsPage(bundle, operation, language),
    changelogPage(title, changes, language),
    downloadPage(title, language),
  ]
}

async function writeEdition(edition: Edition, pages: readonly Page[], write: Write): Promise<void> {
  const { language, bundle, prepared, reference } = edition
  const start = need(
    reference.pages.find((page) => page.operation),
    'page of an operation',
  )
  for (const page of pages) {
    await write(fileOf(page.path, language), renderPage(page, { title: bundle.info.title, referencePath: start.path }))
    await write(twinOf(page.path).slice(1), page.markdown ?? `# ${page.title}\n\n${page.description}\n`)
  }
  const ofRedoc = pages.filter(({ path }) => reference.pages.some((page) => page.path === path))
  const data: ReferenceData = {
    document: prepared,
    options: reference.options,
    textsGlobal: TEXTS_GLOBAL,
    texts: REDOC_TEXTS[language],
    pages: Object.fromEntries(ofRedoc.map((page) => [page.path, headOf(page)])),
  }
  await write(`${language}/reference.json`, JSON.stringify(data))
  await write(`${language}/search.json`, JSON.stringify(searchIndex(pages)))
  await write(`${language}/openapi.json`, `${JSON.stringify(bundle, null, 2)}\n`)
  // Without aliases, which some readers of YAML refuse.
  await write(`${language}/openapi.yaml`, stringify(bundle, { aliasDuplicateObjects: false }))
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
