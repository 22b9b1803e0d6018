import { globSync } from 'node:fs'
import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { parse } from 'yaml'
import { readBundle } from './document/bundles.ts'
import { findOperation, type OpenApiDocument, resolveRef } from './document/openapi.ts'
import { namedValues, typeWords } from './document/values.ts'
import { EXPLORER_TEXTS } from './explorer/texts.ts'
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

test.each(LANGUAGES)('the reference in %s says each rule once, in words', async (language) => {
  const bundle = await readBundle(language)
  const { operation } = findOperation(bundle, 'ListTasks')
  const text = await textOf(`${language}/tasks/listtasks.html`)
  const patterns = operation.parameters.map(({ schema }) => resolveRef(bundle, schema).pattern).filter(Boolean)
  expect(new Set(patterns).size).toBeGreaterThan(1)
  for (const pattern of patterns) expect(text).toContain(escapeHtml(pattern ?? ''))
  for (const { schema } of operation.parameters.filter((one) => one.schema.maximum !== undefined)) {
    expect(text).not.toMatch(new RegExp(`\\[\\s*${schema.minimum}\\s*\\.\\.\\s*${schema.maximum}\\s*\\]`))
  }
})

test("Redoc's own words are Chinese in the Chinese HTML and English in the English", async () => {
  const [english, chinese] = await Promise.all(LANGUAGES.map((language) => textOf(`${language}/tasks/listtasks.html`)))
  for (const word of ['Query', 'required', 'Responses', 'Enum Value']) {
    expect(english).toContain(word)
    expect(chinese).not.toContain(word)
  }
  expect(chinese).toContain('查询参数')
  expect(chinese).toContain('数组，元素为 string')
  const html = await readFile(join(site, 'zh-CN/tasks/listtasks.html'), 'utf8')
  expect(html).toContain('aria-label="链接到 limit"')
  expect(html).not.toMatch(/link to |Array of /)
})

/** What is no word of a language: a picture that says nothing, an example of a value. */
const WORDLESS = / (alt=""|placeholder="\w+")/

test('every name, hint and alternative text of the Chinese pages is Chinese', async () => {
  const pages = PAGES.filter((page) => page.startsWith('zh-CN/'))
  for (const page of pages) {
    const html = await readFile(join(site, page), 'utf8')
    const found = [...html.matchAll(/ (aria-label|title|placeholder|alt)="([^"]*)"/g)].map(([attribute]) => attribute)
    const foreign = found.filter((attribute) => !/\p{Script=Han}/u.test(attribute) && !WORDLESS.test(attribute))
    expect([page, ...foreign]).toEqual([page])
  }
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
  expect(html.match(/<link rel="(canonical|alternate" hreflang).*>/g)?.toSorted()).toEqual([
    `<link rel="alternate" hreflang="en" href="/en${rest}">`,
    '<link rel="alternate" hreflang="x-default" href="/">',
    `<link rel="alternate" hreflang="zh-CN" href="/zh-CN${rest}">`,
    `<link rel="canonical" href="${path}">`,
  ])
  expect(html).toMatch(/<title>[^<]+<\/title>/)
  expect(html).toMatch(/<meta name="description" content="[^"]+">/)
})

test.each(INSIDE)('%s marks in the menu the part that it belongs to', async (page) => {
  const html = await readFile(join(site, page), 'utf8')
  const [, menu = ''] = /<nav id="site-menu"[^>]*>(.*?)<\/nav>/s.exec(html) ?? []
  const marked = [...menu.matchAll(/href="([^"]+)" aria-current="(page|true)"/g)].map(([, href, mark]) => [href, mark])
  const path = `/${page.replace('index.html', '')}`
  const isRedoc = html.includes('id="redoc"')
  const part = isRedoc ? `/${page.split('/')[0]}/tasks/listtasks` : path.split('/').slice(0, 3).join('/').concat('/')
  expect(marked).toEqual([[part, path === part ? 'page' : 'true']])
})

test.each(INSIDE)('%s has a twin in Markdown that begins with its heading', async (page) => {
  const html = await readFile(join(site, page), 'utf8')
  const [, twin = ''] = /<link rel="alternate" type="text\/markdown" href="([^"]+)">/.exec(html) ?? []
  expect(twin).toBe(`/${page.replace(/\.html$/, '.md')}`)
  expect(await readFile(join(site, twin), 'utf8')).toMatch(/^# \S.*\n\n\S/)
})

test.each(LANGUAGES)(
  'the twin of the operation in %s has every parameter, field, value and example',
  async (language) => {
    const bundle = await readBundle(language)
    const { operation } = findOperation(bundle, 'ListTasks')
    const twin = await readFile(join(site, language, 'tasks/listtasks.md'), 'utf8')
    const row = (name: string) => twin.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? ''
    for (const { name, schema } of operation.parameters) {
      expect(row(name)).toContain(typeWords(bundle, schema))
      for (const { value, meaning } of namedValues(bundle, schema))
        expect(row(name)).toContain(`\`${value}\`: ${meaning}`)
    }
    for (const reference of Object.values(operation.responses)) {
      const { schema = {}, examples = {} } = resolveRef(bundle, reference).content?.['application/json'] ?? {}
      for (const { path, values } of bodyFields(bundle, schema)) {
        expect(row(path)).not.toBe('')
        for (const { value, meaning } of values) expect(twin).toContain(`\`${value}\`: ${meaning}`)
      }
      for (const { value } of Object.values(examples)) expect(twin).toContain(JSON.stringify(value, null, 2))
    }
  },
)

test('llms.txt names every page', async () => {
  const llms = await readFile(join(site, 'llms.txt'), 'utf8')
  for (const page of INSIDE) expect(llms).toContain(`(/${page.replace(/\.html$/, '.md')})`)
})

test('without an address, which it would have to name, there is no sitemap', async () => {
  await expect(access(join(site, 'sitemap.xml'))).rejects.toThrow('ENOENT')
})

test.each(LANGUAGES)('the downloads in %s are the bundle itself', async (language) => {
  const bundle = await readBundle(language)
  expect(JSON.parse(await readFile(join(site, language, 'openapi.json'), 'utf8'))).toEqual(bundle)
  expect(parse(await readFile(join(site, language, 'openapi.yaml'), 'utf8'))).toEqual(bundle)
})

test.each(LANGUAGES)(
  'the page of errors in %s has every code and status of the document at its own address',
  async (language) => {
    const { info, 'x-error-codes': codes } = (await readBundle(language)) as OpenApiDocument & {
      'x-error-codes': object
    }
    const html = await readFile(join(site, language, 'errors/index.html'), 'utf8')
    const statuses = [...info.description.matchAll(/^\| `(\d{3})` \|/gm)].map(([, status]) => status)
    expect(statuses.length).toBeGreaterThan(40)
    for (const code of [...Object.keys(codes), ...statuses]) expect(html).toContain(`<tr id="${code}">`)
  },
)

test('no two pages have the same title or say the same of themselves', async () => {
  const pages = await Promise.all(INSIDE.map((page) => readFile(join(site, page), 'utf8')))
  for (const part of [/<title>.*<\/title>/, /<meta name="description" content="[^"]+">/]) {
    const all = pages.map((html) => html.match(part)?.[0])
    expect(all.filter((one, index) => all.indexOf(one) !== index)).toEqual([])
  }
})

test.each(LANGUAGES)(
  'the first screen in %s leads to the API Explorer, and the operation to all fields',
  async (language) => {
    const [start, operation] = await Promise.all(
      ['index.html', 'tasks/listtasks.html'].map((file) => readFile(join(site, language, file), 'utf8')),
    )
    const lead = start?.indexOf(`<strong><a href="/${language}/explorer/"`) ?? -1
    expect(lead).toBeGreaterThan(0)
    expect(lead).toBeLessThan(start?.indexOf('<h2') ?? 0)
    expect(operation).toContain(`href="/${language}/response-fields/"`)
  },
)

test.each(LANGUAGES)(
  'the twin of the API Explorer in %s has the targets, the ways to authenticate, each parameter and a sample',
  async (language) => {
    const { operation } = findOperation(await readBundle(language), 'ListTasks')
    const twin = await readFile(join(site, language, 'explorer/index.md'), 'utf8')
    const { targets, methods } = EXPLORER_TEXTS[language]
    for (const words of [...Object.values(targets), ...Object.values(methods)]) expect(twin).toContain(`**${words}**`)
    for (const { name } of operation.parameters) expect(twin).toContain(`| \`${name}\` |`)
    expect(twin).toContain('```sh\ncurl ')
  },
)

test('Chinese texts have Chinese punctuation', async () => {
  for (const page of PAGES.filter((one) => one.startsWith('zh-CN/'))) {
    const found = (await textOf(page)).match(/\p{Script=Han}[:;!?(][^\n]{0,20}/gu) ?? []
    expect([page, ...found]).toEqual([page])
  }
})

test('the telemetry of Redoc is off', async () => {
  const { options } = JSON.parse(await readFile(join(site, 'en/reference.json'), 'utf8'))
  expect(options.disableTelemetry).toBe(true)
})

test('Redoc is credited in words, with its licence', async () => {
  expect(await textOf('en/index.html')).toMatch(/rendered with\s+Redoc/)
  expect(await readFile(join(site, 'assets/redoc-license.txt'), 'utf8')).toContain('MIT License')
})
