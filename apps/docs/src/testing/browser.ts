import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

/** A page with a record of what must not happen on it. Requests to other origins than `allowed` are recorded. */
export type WatchedPage = { page: Page; foreign: string[]; errors: string[] }

/** Opens an empty page in a context of its own. */
export async function openWatchedPage(
  browser: Browser,
  allowed: string[],
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const foreign: string[] = []
  const errors: string[] = []
  // Not context.route: Playwright would then answer preflights itself, and never show where a redirect leads.
  page.on('request', (request) => {
    if (!allowed.includes(new URL(request.url()).origin)) foreign.push(request.url())
  })
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  return { page, foreign, errors }
}
