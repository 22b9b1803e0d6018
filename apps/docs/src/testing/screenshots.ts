import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { launchChromium } from '@rds-tasklist/runtimes'
import type { BrowserContextOptions } from 'playwright-core'
import { LANGUAGES } from '../languages.ts'

const PAGES = [
  '',
  'tasks/listtasks',
  'explorer/',
  'guides/',
  'guides/authentication/',
  'errors/',
  'evidence/',
  'response-fields/',
]

const FORMS: Record<string, BrowserContextOptions> = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  mobile: { colorScheme: 'light', viewport: { width: 390, height: 844 } },
}

const [site, folder] = process.argv.slice(2)
if (!site || !folder || !URL.canParse(site)) {
  console.error('Name a running site and a folder: node src/testing/screenshots.ts http://127.0.0.1:4000 FOLDER')
  process.exit(2)
}
await mkdir(folder, { recursive: true })
const browser = await launchChromium()
for (const [form, options] of Object.entries(FORMS)) {
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce' })
  const page = await context.newPage()
  for (const path of LANGUAGES.flatMap((language) => PAGES.map((name) => `${language}/${name}`))) {
    await page.goto(new URL(path, site.replace(/\/*$/, '/')).href, { waitUntil: 'networkidle' })
    const name = path.replace(/\/$/, '').replaceAll('/', '_')
    await page.screenshot({ path: join(folder, `${form}-${name}.png`) })
  }
  await context.close()
}
await browser.close()
