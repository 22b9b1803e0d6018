import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'
import type { Ran, Suite } from './suite.ts'

/** Launches the Chromium that npm brings for Linux x64, or the browser that CHROME_PATH names. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = process.env.CHROME_PATH ?? (await bundledChromium())
  // Not sparticuz.args: they switch off web security, and with it CORS.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-zygote'] })
}

async function bundledChromium(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The browser tests need CHROME_PATH, the path of a Chromium, on anything but Linux x64.')
  }
  return sparticuz.executablePath()
}

/** Runs a suite in a page that is served from the loopback address, which makes it a secure context; or in a worker of that page. */
export async function runInChromium(
  { folder, module, input }: Suite,
  place: keyof typeof PLACES = 'page',
): Promise<Ran> {
  const browser = await launchChromium()
  const server = createServer(async ({ url = '' }, response) => {
    const isScript = url.endsWith('.js')
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? await readFile(join(folder, basename(url))) : '<!doctype html>')
  })
  try {
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const page = await browser.newPage()
    await page.goto(origin)
    const call = `import('${origin}/${module}').then((suite) => suite.suite(${JSON.stringify(input)}))`
    return { version: browser.version(), outcome: await page.evaluate(PLACES[place](call)) }
  } finally {
    await browser.close()
    server.close()
  }
}

/** How a page gets the outcome of a call, as scripts. */
const PLACES = {
  page: (call: string) => call,
  worker: (call: string) => {
    const script = `${call}.then((outcome) => postMessage({ outcome }), (error) => postMessage({ error: String(error) }))`
    return `new Promise((resolve, reject) => {
      const worker = new Worker(URL.createObjectURL(new Blob([${JSON.stringify(script)}])))
      worker.onmessage = ({ data: { error, outcome } }) => (error ? reject(new Error(error)) : resolve(outcome))
    })`
  },
}
