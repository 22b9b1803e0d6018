import sparticuz from '@sparticuz/chromium'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

/** Launches the Chromium that npm brings for Linux x64, or the browser that CHROME_PATH names. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROME_PATH ?? (await bundledBrowser())
  // Not sparticuz.args: they switch off web security, and with it the CORS and policies that are tested here.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-zygote'] })
}

async function bundledBrowser(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The browser tests need CHROME_PATH, the path of a Chromium, on anything but Linux x64.')
  }
  return sparticuz.executablePath()
}

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
