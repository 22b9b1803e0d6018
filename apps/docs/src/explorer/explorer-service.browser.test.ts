import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { launchChromium } from '@rds-tasklist/runtimes'
import { DEMO_PROJECTS, type Limits } from '@rds-tasklist/service'
import bundle from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { type RunningServer, startDocs } from '../index.ts'
import { openWatchedPage } from '../testing/browser.ts'
import { SECRETS, startReaderService } from '../testing/reader-service.ts'

const run = promisify(execFile)
const { tasks } = bundle.components.responses.TaskPage.content['application/json'].examples['sample-response'].value

let browser: Browser
let docs: RunningServer

beforeAll(async () => {
  browser = await launchChromium()
  docs = await startDocs({ port: 0, folder: inject('site') })
}, 30_000)

afterAll(async () => {
  await browser?.close()
  await docs?.close()
})

/** The form, with the token and the project of a service that has one task. */
async function formFor(limits: Partial<Limits> = {}): Promise<Page> {
  const service = await startReaderService(tasks, [docs.url], limits)
  const permissions = ['clipboard-read', 'clipboard-write']
  const { page } = await openWatchedPage(browser, [docs.url, service.url], { permissions })
  onTestFinished(async () => {
    await page.context().close()
    await service.close()
  })
  await page.goto(`${docs.url}/en/explorer/`)
  await page.getByLabel('Send to').selectOption('service')
  await page.getByLabel('Address').fill(service.url)
  await page.getByLabel('Token', { exact: true }).fill(SECRETS.RDS_TOKEN)
  await page.locator('#parameter-project_id').fill(DEMO_PROJECTS[0])
  return page
}

test('too many requests: the page shows the code, that it is worth trying again, and after how long', async () => {
  const page = await formFor({ ratePerSecond: 0.5 })
  await page.getByRole('button', { name: 'Send' }).click()
  await page.locator('#outcome', { hasText: '429 Too Many Requests · APIGW.0308' }).waitFor()
  expect(await page.locator('#answer .error').textContent()).toMatch(
    /Yes: the same request can succeed later\. Wait [1-9]\d* s first, as Retry-After says\./,
  )
  await page.locator('#answer summary', { hasText: 'Headers' }).click()
  expect(await page.locator('#answer details').first().textContent()).toMatch(/retry-after[1-9]/)
})

test('the cURL that is copied gets the same answer in a shell', async () => {
  const page = await formFor()
  await page.getByLabel('status').selectOption('Completed')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.locator('#answer tbody tr').waitFor()
  const shown = await page.locator('#answer pre').textContent()
  await page.locator('#copy-code').click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('curl')
  const command = await page.evaluate(() => navigator.clipboard.readText())
  expect(command).not.toContain(SECRETS.RDS_TOKEN)
  const { stdout } = await run('sh', ['-c', command], { env: { ...process.env, ...SECRETS } })
  const body = stdout.slice(stdout.indexOf('\r\n\r\n')).trim()
  expect(JSON.parse(body)).toEqual(JSON.parse(shown ?? ''))
  expect(body).toContain(tasks[0]?.id)
})
