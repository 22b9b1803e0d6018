import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { launchChromium } from '@rds-tasklist/runtimes'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { LANGUAGES, type Language } from './languages.ts'
import { type RunningServer, serveFolder } from './serve-folder.ts'
import { openWatchedPage, type WatchedPage } from './testing/browser.ts'

const site = inject('site')
let browser: Browser
let docs: RunningServer

beforeAll(async () => {
  browser = await launchChromium()
  docs = await serveFolder({ folder: site, port: 0, host: '127.0.0.1' })
}, 30_000)

afterAll(async () => {
  await browser?.close()
  await docs?.close()
})

async function visit(path: string, options?: BrowserContextOptions, allowed: string[] = []): Promise<WatchedPage> {
  const watched = await openWatchedPage(browser, [docs.url, ...allowed], options)
  await watched.page.goto(docs.url + path)
  return watched
}

/** Redoc's own search box, which is not shown, says "Loading..." until Redoc has taken the page over and built its index. */
function takenOver({ page }: WatchedPage) {
  return page.getByText('Ctrl+K').waitFor({ state: 'attached' })
}

async function referencePaths(language: Language): Promise<string[]> {
  const data = JSON.parse(await readFile(join(site, language, 'reference.json'), 'utf8'))
  return Object.keys(data.pages)
}

test.each(LANGUAGES)(
  'every page in %s loads without a foreign request and without a console error',
  async (language) => {
    const watched = await visit('/404.html')
    for (const path of await referencePaths(language)) {
      await watched.page.goto(docs.url + path)
      await takenOver(watched)
    }
    for (const path of ['explorer/', 'response-fields/']) await watched.page.goto(`${docs.url}/${language}/${path}`)
    expect(watched.foreign).toEqual([])
    expect(watched.errors).toEqual([])
    expect(await watched.page.getAttribute('html', 'lang')).toBe(language)
    await watched.page.context().close()
  },
  40_000,
)

test('the operation shows its parameters, the meanings of the states and the way to the API Explorer', async () => {
  const watched = await visit('/en/tasks/listtasks')
  const { page } = watched
  await takenOver(watched)
  await page.getByText('How many tasks a page may hold.').waitFor()
  for (const meaning of ['The task is running.', 'The task is complete.', 'The task failed.']) {
    await page.getByText(meaning).first().waitFor()
  }
  await page.locator('#redoc').getByRole('link', { name: 'API Explorer' }).click()
  await page.waitForURL('**/en/explorer/')
  await page.getByRole('button', { name: 'Send' }).waitFor()
  await page.context().close()
})

test.each(LANGUAGES)('a link to a response field in %s opens it with all its meanings', async (language) => {
  const watched = await visit(
    `/${language}/tasks/listtasks#tasks/listtasks/t=response&c=200&path=tasks/instance_status`,
  )
  await watched.page.getByRole('cell', { name: 'MODIFYING DATABASE PORT' }).waitFor()
  await watched.page.waitForFunction(() => scrollY > 2000)
  await watched.page.context().close()
})

test.each(['operation/listTasks', 'operation/ListTasks', 'tag/tasks'])(
  'an address with the hash #%s of another Redoc stays one that can be loaded again',
  async (hash) => {
    const watched = await visit(`/zh-CN/tasks/listtasks#${hash}`)
    await takenOver(watched)
    await expect.poll(() => fetch(watched.page.url()).then(({ status }) => status)).toBe(200)
    expect(watched.page.url()).toContain('/zh-CN/')
    await watched.page.context().close()
  },
)

test('the button that copies a sample covers none of it', async () => {
  const watched = await visit('/en/tasks/listtasks')
  await takenOver(watched)
  const block = watched.page.locator('[data-component-name="CodeBlock/CodeBlock"]').first()
  const button = await block.locator('[data-testid="copy-button"]').boundingBox()
  const word = await block.getByText('curl', { exact: true }).boundingBox()
  expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(word?.y ?? 0)
  await watched.page.context().close()
})

test('without scripts the reference shows no button that would do nothing', async () => {
  const { page } = await visit('/zh-CN/tasks/listtasks', { javaScriptEnabled: false })
  const named = page.locator('#redoc button[aria-label]')
  expect(await named.count()).toBeGreaterThan(5)
  expect(await named.filter({ visible: true }).count()).toBe(0)
  await page.context().close()
})

test("Redoc's own words are Chinese on Chinese pages after it has taken them over", async () => {
  const watched = await visit('/zh-CN/tasks/listtasks')
  await takenOver(watched)
  const redoc = watched.page.locator('#redoc')
  for (const word of ['查询参数', '必选', '取值', '全部收起', '复制']) await redoc.getByText(word).first().waitFor()
  for (const word of ['Query', 'Request', 'Responses', 'required', 'Enum Value', 'Collapse all', 'Copy', 'or']) {
    expect([word, await redoc.getByText(word, { exact: true }).count()]).toEqual([word, 0])
  }
  const names = await redoc
    .locator('button[aria-label]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))
  expect(names.length).toBeGreaterThan(5)
  expect(names.filter((name) => !/\p{Script=Han}/u.test(name))).toEqual([])
  await watched.page.context().close()
})

test.each([
  ['zh-CN', '/zh-CN/', 'RDS 即时任务列表'],
  ['en-GB', '/en/', 'RDS instant task list'],
])('a browser that prefers %s is led from / to %s', async (locale, path, title) => {
  const { page } = await visit('/', { locale })
  await page.waitForURL(docs.url + path)
  await page.getByRole('heading', { name: title }).waitFor()
  await page.context().close()
})

test('the switch leads to the same page in the other language, also after Redoc changed the page, and is remembered', async () => {
  const watched = await visit('/en/', { locale: 'en' })
  const { page } = watched
  await takenOver(watched)
  await page.getByRole('link', { name: 'Status codes' }).first().click()
  await page.waitForURL('**/en/status-codes')
  expect(await page.title()).toBe('Status codes · RDS instant task list')
  await page.getByRole('link', { name: '中文' }).click()
  await page.waitForURL('**/zh-CN/status-codes')
  expect(await page.title()).toBe('状态码 · RDS 即时任务列表')
  await page.goto(docs.url)
  await page.waitForURL('**/zh-CN/')
  await page.context().close()
})
