import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { launchChromium } from '@rds-tasklist/runtimes'
import type { Browser } from 'playwright-core'

/** What a first visit of a page costs. Times in milliseconds, bytes as they came over the wire, headers included. */
export type PageMeasure = { lcp: number; cls: number; bytes: number; requests: number; byPath: Record<string, number> }

/** How long nothing may have been loaded before a page counts as finished. */
const QUIET_MS = 1000

/** Visits a page once with an empty cache. Shifts are counted until the page has been quiet for a second. */
export async function measurePage(browser: Browser, url: string): Promise<PageMeasure> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  try {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    const paths = new Map<string, string>()
    const byPath: Record<string, number> = {}
    await session.send('Network.enable')
    session.on('Network.requestWillBeSent', ({ requestId, request }) => {
      paths.set(requestId, new URL(request.url).pathname)
    })
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      byPath[paths.get(requestId) ?? requestId] = encodedDataLength
    })
    await page.addInitScript(observe)
    await page.goto(url, { waitUntil: 'networkidle' })
    await page.evaluate((quiet) => new Promise((resolve) => setTimeout(resolve, quiet)), QUIET_MS)
    const { lcp, cls } = await page.evaluate(() => (globalThis as unknown as Observed).observed)
    const sizes = Object.values(byPath)
    return { lcp, cls, bytes: sizes.reduce((sum, size) => sum + size, 0), requests: sizes.length, byPath }
  } finally {
    await context.close()
  }
}

type Observed = { observed: { lcp: number; cls: number } }

/** Runs in the page, before anything of it. */
function observe(): void {
  const observed = { lcp: 0, cls: 0 }
  Object.assign(globalThis, { observed })
  const watch = (type: string, use: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(use)).observe({ type, buffered: true })
  watch('largest-contentful-paint', ({ startTime }) => {
    observed.lcp = startTime
  })
  watch('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean }
    if (!hadRecentInput) observed.cls += value
  })
}

// `node src/testing/measure-page.ts URL [--runs 5]` prints one line of JSON for each run.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values, positionals } = parseArgs({
    options: { runs: { type: 'string', default: '1' } },
    allowPositionals: true,
  })
  const [url] = positionals
  if (!url || !URL.canParse(url)) throw new TypeError('Name the address of a page: measure-page.ts URL [--runs 5]')
  const browser = await launchChromium()
  for (let run = 0; run < Number(values.runs); run++) console.log(JSON.stringify(await measurePage(browser, url)))
  await browser.close()
}
