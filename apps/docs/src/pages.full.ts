import { globSync } from 'node:fs'
import { launchChromium } from '@rds-tasklist/runtimes'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type RunningServer, serveFolder } from './serve-folder.ts'
import { accessibilityFindings } from './testing/axe.ts'
import { openWatchedPage } from './testing/browser.ts'
import { useForAWhile } from './testing/use-for-a-while.ts'

const site = inject('site')
const PATHS = globSync('**/*.html', { cwd: site }).map((file) => `/${file.replace(/(index)?\.html$/, '')}`)
let browser: Browser
let docs: RunningServer

beforeAll(async () => {
  browser = await launchChromium()
  docs = await serveFolder({ folder: site, port: 0, host: '127.0.0.1' })
})

afterAll(async () => {
  await browser?.close()
  await docs?.close()
})

test('a minute of use asks no other host for anything', async () => {
  const watched = await openWatchedPage(browser, [docs.url])
  await useForAWhile(watched.page, docs.url, 60_000)
  expect([watched.foreign, watched.errors]).toEqual([[], []])
})

test.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 390],
  ['dark', 390],
] as const)('no page breaks WCAG A or AA, %s, %i pixels wide', async (colorScheme, width) => {
  const { page } = await openWatchedPage(browser, [docs.url], { colorScheme, viewport: { width, height: 900 } })
  for (const path of PATHS.filter((one) => one !== '/')) {
    await page.goto(docs.url + path)
    if (await page.$('#redoc')) await page.getByText('Ctrl+K').waitFor({ state: 'attached' })
    expect([path, ...(await accessibilityFindings(page))]).toEqual([path])
  }
})
