import { globSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchChromium } from '@rds-tasklist/runtimes'
import { expect, onTestFinished, test } from 'vitest'
import { buildSite } from './build-site.ts'
import { readPublicAddress } from './public-address.ts'
import { serveFolder } from './serve-folder.ts'
import { openWatchedPage } from './testing/browser.ts'

/** What machines read away from the site says where it is: each page in `llms.txt` and, with its other languages, in the sitemap. */
async function expectFullAddresses(site: string): Promise<void> {
  const [llms, sitemap] = await Promise.all(
    ['llms.txt', 'sitemap.xml'].map((file) => readFile(join(site, file), 'utf8')),
  )
  const pages = globSync('{en,zh-CN}/**/*.html', { cwd: site })
  expect(pages.length).toBeGreaterThan(20)
  for (const page of pages) {
    expect(llms).toContain(`](https://example.org/some/docs/${page.replace(/\.html$/, '.md')})`)
    const path = page.replace(/^([^/]+)\/index\.html$/, '$1').replace(/(index)?\.html$/, '')
    expect(sitemap).toContain(`<loc>https://example.org/some/docs/${path}</loc>`)
  }
  expect(sitemap?.match(/hreflang="x-default" href="https:\/\/example\.org\/some\/docs\/"/g)).toHaveLength(pages.length)
  expect(`${llms}${sitemap}`).not.toMatch(/\]\(\/|="\/|<loc>\//)
}

test('below a path of a host everything is found: start, reference, search, API Explorer, the other language', async () => {
  const root = await mkdtemp(join(tmpdir(), 'rds-tasklist-base-'))
  const site = join(root, 'some/docs')
  await buildSite(site, readPublicAddress('https://example.org/some/docs'))
  await expectFullAddresses(site)
  const host = await serveFolder({ folder: root, port: 0, host: '127.0.0.1' })
  const browser = await launchChromium()
  onTestFinished(async () => {
    await Promise.all([browser.close(), host.close(), rm(root, { recursive: true })])
  })
  const { page, foreign, errors } = await openWatchedPage(browser, [host.url], { locale: 'zh' })
  await page.goto(`${host.url}/some/docs/`)
  await page.waitForURL('**/some/docs/zh-CN/')
  await page.getByText('Ctrl+K').waitFor({ state: 'attached' })
  await page.locator('#redoc').getByRole('link', { name: '状态码' }).first().click()
  await page.waitForURL('**/some/docs/zh-CN/status-codes')
  await page.getByRole('link', { name: 'English' }).click()
  await page.waitForURL('**/some/docs/en/status-codes')
  await page.keyboard.press('/')
  await page.keyboard.type('limit')
  await page.locator('#search-results').getByRole('link', { name: 'limit', exact: true }).click()
  await page.waitForURL('**/some/docs/en/tasks/listtasks#**path=limit')
  await page.locator('#site-menu').getByRole('link', { name: 'API Explorer' }).click()
  await page.waitForURL('**/some/docs/en/explorer/')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.locator('#answer tbody tr').first().waitFor()
  expect([foreign, errors]).toEqual([[], []])
}, 60_000)
