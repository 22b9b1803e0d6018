import { launchChromium } from '@rds-tasklist/runtimes'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type RunningServer, serveFolder } from './serve-folder.ts'
import { accessibilityFindings } from './testing/axe.ts'
import { openWatchedPage, type WatchedPage } from './testing/browser.ts'
import { useForAWhile } from './testing/use-for-a-while.ts'

let browser: Browser
let docs: RunningServer

beforeAll(async () => {
  browser = await launchChromium()
  docs = await serveFolder({ folder: inject('site'), port: 0, host: '127.0.0.1' })
}, 30_000)

afterAll(async () => {
  await browser?.close()
  await docs?.close()
})

async function visit(path: string, options?: BrowserContextOptions): Promise<WatchedPage> {
  const watched = await openWatchedPage(browser, [docs.url], options)
  await watched.page.goto(docs.url + path)
  return watched
}

// Every page in both languages is swept in pages.full.ts; these are one of each kind.
const KINDS = ['/en/errors/', '/zh-CN/guides/authentication/', '/en/guides/waiting-for-a-task/', '/en/tasks/listtasks']

test.each([
  ['light', { colorScheme: 'light', viewport: { width: 1280, height: 900 } }],
  ['dark', { colorScheme: 'dark', viewport: { width: 1280, height: 900 } }],
  ['on a phone', { colorScheme: 'light', viewport: { width: 390, height: 844 } }],
] as const)('no page breaks WCAG A or AA or is wider than its window, %s', async (_, options) => {
  const { page, errors } = await visit('/en/downloads/', options)
  for (const path of KINDS) {
    await page.goto(docs.url + path)
    if (path.endsWith('listtasks')) await page.getByText('Ctrl+K').waitFor({ state: 'attached' })
    expect([path, ...(await accessibilityFindings(page))]).toEqual([path])
    expect([path, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)]).toEqual([path, true])
  }
  expect(errors).toEqual([])
  await page.context().close()
})

test('the search finds codes and Chinese, by keyboard alone, and leads to their place', async () => {
  const { page } = await visit('/zh-CN/guides/')
  await page.locator('#search-open').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('APIGW.0308')
  await page.getByRole('link', { name: 'APIGW.0308' }).waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await page.locator('#search-query').fill('时间范围')
  await page.locator('#search-results a').first().waitFor()
  expect(await page.locator('#search-results').textContent()).toContain('分页与时间范围')
  await page.locator('#search-query').fill('APIGW.0308')
  await page.getByRole('link', { name: 'APIGW.0308' }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/zh-CN/errors/#APIGW.0308')
  await page.context().close()
})

test('Enter opens the first result, arrow keys move through them and back, Escape closes', async () => {
  const { page } = await visit('/en/guides/')
  await page.locator('#search-open').click()
  await page.keyboard.type('APIGW.030')
  const [first, second] = await page
    .locator('#search-results a')
    .evaluateAll((links) => links.map(({ textContent }) => textContent))
  const focused = () => page.evaluate(() => document.activeElement?.textContent)
  for (const expected of [first, second]) {
    await page.keyboard.press('ArrowDown')
    expect(await focused()).toBe(expected)
  }
  await page.keyboard.press('Escape')
  await page.locator('#search').waitFor({ state: 'hidden' })
  await page.locator('#search-open').click()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('search-query')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/en/errors/#${first}`)
  await page.context().close()
})

test('results show what was found, and a field before the pages that only mention it', async () => {
  const { page } = await visit('/zh-CN/guides/')
  await page.locator('#search-open').click()
  await page.keyboard.type('instance_id')
  const first = page.locator('#search-results li').first()
  await first.getByText('instance_id', { exact: true }).first().waitFor()
  await page.locator('#search-query').fill('实例')
  await first.locator('mark', { hasText: '实例' }).first().waitFor()
  const results = await page
    .locator('#search-results li')
    .evaluateAll((items) =>
      items.map((item) => [item.querySelector('a')?.textContent, item.querySelector('a')?.href.includes('#')] as const),
    )
  const field = results.findIndex(([title]) => title === 'instance_id')
  expect(field).toBeGreaterThanOrEqual(0)
  // Pages that are called so may stand before it.
  expect(results.slice(0, field).filter(([title, part]) => !part && !title?.includes('实例'))).toEqual([])
  await page.context().close()
})

test('dark, chosen on one of our pages, is dark on every page, and dark chosen in Redoc too', async () => {
  const { page } = await visit('/en/guides/', { colorScheme: 'light' })
  await page.getByRole('button', { name: 'Light or dark' }).click()
  for (const path of ['/en/errors/', '/en/tasks/listtasks']) {
    await page.goto(docs.url + path)
    expect([path, await page.getAttribute('html', 'class')]).toEqual([path, expect.stringContaining('dark')])
  }
  await page.evaluate(() => localStorage.setItem('redoc.colorMode', 'light'))
  await page.goto(`${docs.url}/en/errors/`)
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)')
  await page.context().close()
})

test("on Redoc's pages too the bar switches colours, and Ctrl+K opens the one search, which Escape closes", async () => {
  const { page } = await visit('/en/tasks/listtasks', { colorScheme: 'light' })
  await page.getByText('Ctrl+K').waitFor({ state: 'attached' })
  expect(await page.getByText('Ctrl+K').isVisible()).toBe(false)
  await page.getByRole('button', { name: 'Light or dark' }).click()
  const colour = () =>
    page
      .locator('#redoc h2')
      .first()
      .evaluate((heading) => getComputedStyle(heading).color)
  const [red = 0] = (await colour()).match(/\d+/g)?.map(Number) ?? []
  expect(red).toBeGreaterThan(200)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('total_count')
  await page.locator('#search-results a').first().waitFor()
  expect(await page.locator('dialog:visible, [role=dialog]:visible').count()).toBe(1)
  await page.keyboard.press('Escape')
  await page.locator('#search').waitFor({ state: 'hidden' })
  await page.context().close()
})

test('the filter of the errors keeps the rows that have every word', async () => {
  const { page } = await visit('/en/errors/')
  const [first, second] = await page.locator('.table').all()
  const others = await second?.locator('tbody tr:visible').count()
  await page.getByLabel('Show only rows with').first().fill('token update')
  await page.locator('tbody tr:visible').filter({ hasText: 'APIGW.0307' }).waitFor()
  const rows = (await first?.locator('tbody tr:visible').allTextContents()) ?? []
  expect(rows.length).toBeGreaterThan(0)
  expect(await second?.locator('tbody tr:visible').count()).toBe(others)
  for (const row of rows) expect(row.toLowerCase()).toMatch(/token[\s\S]*update|update[\s\S]*token/)
  await page.context().close()
})

test('on a phone an error is a card with its retry and its action in view, and the filter still hides', async () => {
  const { page } = await visit('/en/errors/#APIGW.0308', { viewport: { width: 390, height: 844 } })
  const cells = page.locator('[id="APIGW.0308"] td')
  const shown = await cells.evaluateAll((all) =>
    all.map((cell) => [getComputedStyle(cell, '::before').content, cell.getBoundingClientRect().right <= innerWidth]),
  )
  expect(shown).toEqual(
    ['Code', 'Status', 'Message and meaning', 'Retry', 'What to do'].map((head) => [`"${head}"`, true]),
  )
  await page.getByLabel('Show only rows with').first().fill('APIGW.0308')
  await page.locator('[id="APIGW.0307"]').waitFor({ state: 'hidden' })
  await page.context().close()
})

test('a code block is copied as it stands', async () => {
  const { page } = await visit('/en/guides/mock/', { permissions: ['clipboard-read', 'clipboard-write'] })
  await page.getByRole('button', { name: 'Copy' }).first().click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toBe((await page.locator('.code pre').first().textContent())?.trimEnd())
  await page.context().close()
})

test('the walk-through signs what is typed, says what is wrong, and keeps nothing', async () => {
  const { page, foreign, errors } = await visit('/en/guides/authentication/')
  const header = page.locator('#sign-header')
  await header.filter({ hasText: 'Authorization: SDK-HMAC-SHA256 Access=AKEXAMPLE' }).waitFor()
  const before = await header.textContent()
  await page.getByLabel('Secret key').fill('another-secret')
  await page.waitForFunction((text) => document.getElementById('sign-header')?.textContent !== text, before)
  await page.getByLabel('Address').fill('not an address')
  await page.locator('#sign-problem').filter({ hasText: /\S/ }).waitFor()
  const kept = await page.evaluate(() => JSON.stringify([location.href, { ...localStorage }, { ...sessionStorage }]))
  expect(kept).not.toContain('another-secret')
  expect([foreign, errors]).toEqual([[], []])
  await page.context().close()
})

test('the menu of a narrow window opens and closes by keyboard', async () => {
  const { page } = await visit('/en/guides/', { viewport: { width: 390, height: 844 } })
  const link = page.locator('#site-menu').getByRole('link', { name: 'Errors' })
  expect(await link.isVisible()).toBe(false)
  await page.getByRole('button', { name: 'Menu' }).focus()
  await page.keyboard.press('Enter')
  await link.waitFor()
  await page.keyboard.press('Escape')
  await link.waitFor({ state: 'hidden' })
  await page.context().close()
})

test('the first stop of the keyboard skips the bar', async () => {
  const { page } = await visit('/en/errors/')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  await page.context().close()
})

test('20 seconds of use, search and leaving included, ask no other host for anything', async () => {
  const watched = await openWatchedPage(browser, [docs.url])
  await useForAWhile(watched.page, docs.url, 20_000)
  expect(watched.foreign).toEqual([])
  expect(watched.errors).toEqual([])
})

test('the server sends the policy of the page as a header too', async () => {
  for (const path of ['/en/errors/', '/en/tasks/listtasks', '/en/explorer/']) {
    const answer = await fetch(docs.url + path)
    const header = answer.headers.get('content-security-policy') ?? ''
    const [, meta] = /Content-Security-Policy" content="([^"]+)"/.exec(await answer.text()) ?? []
    expect(header).toBe(`${meta}; frame-ancestors 'none'`)
    expect(header).not.toMatch(/(script-src|style-src-elem)[^;]*unsafe-inline/)
  }
})
