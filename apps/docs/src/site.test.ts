import { globSync } from 'node:fs'
import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { readBundle } from './document/bundles.ts'
import { findOperation, resolveRef } from './document/openapi.ts'
import { namedValues } from './document/values.ts'
import { LANGUAGES } from './languages.ts'
import { escapeHtml } from './pages/html.ts'
import { bodyFields } from './pages/response-fields.ts'

const site = inject('site')
const PAGES = globSync('**/*.html', { cwd: site })

/** The words of a page as they are without scripts. */
async function textOf(file: string): Promise<string> {
  const html = await readFile(join(site, file), 'utf8')
  return html.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<[^>]+>/g, ' ')
}

test.each(LANGUAGES)(
  'without scripts the operation in %s has every parameter and the meaning of every state',
  async (language) => {
    const bundle = await readBundle(language)
    const { operation } = findOperation(bundle, 'ListTasks')
    const text = await textOf(`${language}/tasks/listtasks.html`)
    expect(text).toContain(operation.summary)
    for (const { name, schema } of operation.parameters) {
      expect(text).toContain(name)
      for (const { meaning } of namedValues(bundle, schema)) expect(text).toContain(meaning)
    }
  },
)

test.each(LANGUAGES)('without scripts the response fields in %s are all there with every meaning', async (language) => {
  const bundle = await readBundle(language)
  const { operation } = findOperation(bundle, 'ListTasks')
  const text = await textOf(`${language}/response-fields/index.html`)
  for (const response of Object.values(operation.responses)) {
    const schema = resolveRef(bundle, response).content?.['application/json']?.schema ?? {}
    for (const { path, values } of bodyFields(bundle, schema)) {
      expect(text).toContain(path)
      for (const { value, meaning } of values) expect(text).toContain(`${value}   ${escapeHtml(meaning)}`)
    }
  }
  expect(text).toContain('tasks[].instance_status')
  expect(text).toContain('STORAGE FULL')
})

test("Redoc's own words are Chinese in the Chinese HTML and English in the English", async () => {
  const [english, chinese] = await Promise.all(LANGUAGES.map((language) => textOf(`${language}/tasks/listtasks.html`)))
  for (const word of ['Query', 'required', 'Responses', 'Enum Value']) {
    expect(english).toContain(word)
    expect(chinese).not.toContain(word)
  }
  expect(chinese).toContain('查询参数')
})

test('every link and every file that a page names is in the site', async () => {
  const named = new Set<string>()
  for (const page of PAGES) {
    const html = await readFile(join(site, page), 'utf8')
    for (const [, path = ''] of html.matchAll(/(?:href|src)="(\/[^"#?]*)/g)) named.add(path)
  }
  const missing: string[] = []
  for (const path of named) {
    const files = [path, `${path}.html`, `${path}/index.html`].map((file) => access(join(site, file)))
    await Promise.any(files).catch(() => missing.push(path))
  }
  expect(missing).toEqual([])
})

const INSIDE = PAGES.filter((page) => LANGUAGES.some((language) => page.startsWith(`${language}/`)))

test('besides the start page and the page for what is missing, every page stands in a language', () => {
  expect(PAGES.filter((page) => !INSIDE.includes(page)).toSorted()).toEqual(['404.html', 'index.html'])
  expect(INSIDE.length).toBeGreaterThan(20)
})

test.each(INSIDE)('%s says its language, its path, its counterpart and what it is', async (page) => {
  const html = await readFile(join(site, page), 'utf8')
  const path = `/${page}`.replace(/^(\/[^/]+)\/index\.html$/, '$1').replace(/(index)?\.html$/, '')
  const rest = path.replace(/^\/[^/]+/, '')
  expect(html).toContain(`<html lang="${page.split('/')[0]}">`)
  expect(html.match(/<link rel="(canonical|alternate)".*>/g)?.toSorted()).toEqual([
    `<link rel="alternate" hreflang="en" href="/en${rest}">`,
    '<link rel="alternate" hreflang="x-default" href="/">',
    `<link rel="alternate" hreflang="zh-CN" href="/zh-CN${rest}">`,
    `<link rel="canonical" href="${path}">`,
  ])
  expect(html).toMatch(/<title>[^<]+<\/title>/)
  expect(html).toMatch(/<meta name="description" content="[^"]+">/)
})

test('no two pages have the same title', async () => {
  const pages = await Promise.all(INSIDE.map((page) => readFile(join(site, page), 'utf8')))
  const titles = pages.map((html) => html.match(/<title>.*<\/title>/)?.[0])
  expect(new Set(titles).size).toBe(INSIDE.length)
})

test('the telemetry of Redoc is off', async () => {
  const { options } = JSON.parse(await readFile(join(site, 'en/reference.json'), 'utf8'))
  expect(options.disableTelemetry).toBe(true)
})

test('Redoc is credited in words, with its licence', async () => {
  expect(await textOf('en/index.html')).toMatch(/rendered with\s+Redoc/)
  expect(await readFile(join(site, 'assets/redoc-license.txt'), 'utf8')).toContain('MIT License')
})
