import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type RunningMock, startMock } from '@rds-tasklist/mock'
import { type RunningRelay, startRelay } from '@rds-tasklist/relay'
import { launchChromium } from '@rds-tasklist/runtimes'
import { type RunningService, startDemoService } from '@rds-tasklist/service'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { type RunningServer, startDocs } from '../index.ts'
import { accessibilityFindings } from '../testing/axe.ts'
import { openWatchedPage, type WatchedPage } from '../testing/browser.ts'
import { countLayoutShifts } from '../testing/layout-shift.ts'
import { SECRETS, startReaderService, TEMPORARY_KEY } from '../testing/reader-service.ts'
import { startTaskListServer } from '../testing/task-list-server.ts'
import { TOO_MANY } from '../testing/too-many.ts'

let browser: Browser
let docs: RunningServer
let mock: RunningMock
let service: RunningService
let relay: RunningRelay

beforeAll(async () => {
  browser = await launchChromium()
  // The service begins after the docs, whose origin it has to know.
  const targets = () => ({ mock: mock.url, service: service.url, relay: relay.url })
  docs = await startDocs({ port: 0, folder: inject('site'), targets })
  const allowedOrigins = [docs.url]
  mock = await startMock({ port: 0, allowedOrigins })
  service = await startDemoService({ port: 0, allowedOrigins })
  relay = await startRelay({ port: 0, allowedOrigins, allowedHosts: [] })
})

afterAll(async () => {
  await browser?.close()
  for (const running of [docs, mock, service, relay]) await running?.close()
})

type Visit = WatchedPage & { layoutShift(): Promise<number> }

/** Opens the API Explorer and waits for its script. Closed when the test is finished. */
async function visit(
  options: BrowserContextOptions = {},
  path = '/en/explorer/',
  allowed: string[] = [],
): Promise<Visit> {
  const origins = [docs.url, mock.url, service.url, relay.url, ...allowed]
  const watched = await openWatchedPage(browser, origins, options)
  onTestFinished(() => watched.page.context().close())
  const layoutShift = await countLayoutShifts(watched.page)
  const targets = watched.page.waitForResponse('**/targets.json')
  await watched.page.goto(docs.url + path)
  await (await targets).finished()
  return { ...watched, layoutShift }
}

async function send({ page }: WatchedPage): Promise<string> {
  // An earlier answer must not be taken for the new one.
  await page.locator('#answer').evaluate((answer) => answer.replaceChildren())
  await page.click('#send')
  await page.locator('#answer dl').first().waitFor()
  return (await page.locator('#outcome').textContent()) ?? ''
}

/** Chooses a local target and waits until its address is the one that runs here. */
async function choose({ page }: WatchedPage, name: 'mock' | 'service' | 'relay'): Promise<void> {
  await page.getByLabel('Send to').selectOption(name)
  await expect.poll(() => page.getByLabel('Address').inputValue()).toBe({ mock, service, relay }[name].url)
}

/** A server that takes requests and never answers. */
async function hangingServer(): Promise<string> {
  const server = createServer(() => {}).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('at first the mock in the page answers, without any server, and says that it is one', async () => {
  const watched = await visit()
  const { page, foreign, errors, layoutShift } = watched
  const requests: string[] = []
  page.on('request', (request) => requests.push(new URL(request.url()).pathname))
  await page.getByLabel('limit').fill('3')
  await page.getByLabel('status').selectOption('Running')
  expect(await send(watched)).toMatch(/^200 · 3 of 9 tasks · \d+ ms$/)
  await page.getByText('answered by the mock inside this page').waitFor()
  expect(await page.locator('#answer tbody tr').count()).toBe(3)
  expect(await page.locator('#answer progress').count()).toBe(3)
  expect(requests.filter((path) => !path.startsWith('/assets/'))).toEqual([])
  expect([foreign, errors]).toEqual([[], []])
  expect(await layoutShift()).toBeLessThan(0.05)
})

test('a broken rule is told at its field in the very words of the service, and can be sent all the same', async () => {
  const watched = await visit()
  const { page, errors } = watched
  await choose(watched, 'service')
  for (const [field, value] of [
    ['limit', TOO_MANY],
    ['start_time', '1747919701390'],
  ] as const) {
    await page.locator(`#parameter-${field}`).fill(value)
    const problem = await page.locator(`#parameter-${field}-problem`).textContent()
    expect(await page.locator(`#parameter-${field}`).getAttribute('aria-invalid')).toBe('true')
    expect(await send(watched)).toContain('400 Bad Request · DBS.280001')
    expect(problem).not.toBe('')
    expect(await page.locator('#answer .error').textContent()).toContain(problem)
    await page.locator(`#parameter-${field}`).fill('')
    expect(await page.locator(`#parameter-${field}-problem`).isVisible()).toBe(false)
  }
  await page.getByText('Correct the parameter that the message names.').waitFor()
  // The browser itself reports each status from 400 on.
  expect(errors.filter((error) => !error.includes('status of 400'))).toEqual([])
})

test('a time that is picked becomes 13 digits', async () => {
  const { page } = await visit({ timezoneId: 'Asia/Shanghai' })
  await page.getByLabel('start_time: pick').fill('2025-05-22T21:15:01')
  expect(await page.locator('#parameter-start_time').inputValue()).toBe('1747919701000')
  expect(await page.locator('#parameter-start_time-problem').textContent()).toContain('end_time')
  await page.getByLabel('end_time: pick').fill('2025-05-29T21:15:01')
  expect(await page.locator('#parameter-start_time-problem').isVisible()).toBe(false)
  const code = await page.locator('#code').textContent()
  expect(code).toMatch(/-d start_time=1747919701000 \\\n\s*-d end_time=1748524501000/)
})

test.each(['mock', 'service'] as const)(
  'the local %s answers at the address that the preview server names',
  async (name) => {
    const watched = await visit()
    const { page, foreign, errors } = watched
    await choose(watched, name)
    expect(await page.locator('#code').textContent()).toContain((name === 'mock' ? mock : service).url)
    expect(await send(watched)).toMatch(/^200 OK · \d+ of \d+ tasks/)
    expect(await page.locator('#answer dl').first().textContent()).toMatch(/Request ID[0-9a-f]{32}/)
    expect([foreign, errors]).toEqual([[], []])
  },
)

test('the relay is called with its token; what it answers by itself is told apart from the endpoint', async () => {
  const watched = await visit()
  const { page } = watched
  await choose(watched, 'relay')
  expect(await page.getByLabel('Token', { exact: true }).inputValue()).toBe('')
  await page.getByText(`--allow-origin ${docs.url}`).waitFor()
  await send(watched)
  await page.getByText('The relay itself answered, not the endpoint: X-Relay-Token has to hold').waitFor()
  await page.getByLabel('Token of the relay').fill(relay.token)
  await send(watched)
  await page.getByText('not the endpoint: X-Relay-Host has to name').waitFor()
})

test.each([
  ['an access key', SECRETS.RDS_ACCESS_KEY, ''],
  ['a temporary key', TEMPORARY_KEY, SECRETS.RDS_SECURITY_TOKEN],
])(
  '%s signs in the page after consent, and the service accepts it; another secret it refuses',
  async (_, key, session) => {
    const signed = await startReaderService([], [docs.url])
    onTestFinished(() => signed.close())
    const watched = await visit({}, '/en/explorer/', [signed.url])
    const { page } = watched
    await page.getByLabel('Send to').selectOption('service')
    await page.getByLabel('Address').fill(signed.url)
    await page.getByLabel('Method').selectOption('key')
    await page.getByLabel('Access key (AK)').fill(key)
    await page.getByLabel('Secret key (SK)').fill(SECRETS.RDS_SECRET_KEY)
    await page.getByLabel('Security token').fill(session)
    await page.getByLabel('limit').fill('3')
    await page.getByLabel('X-Language').selectOption('zh-cn')
    await page.click('#send')
    await page.getByText('Confirm first that you want to sign').waitFor()
    await page.getByLabel('I understand').check()
    expect(await send(watched)).toMatch(/^200 OK/)
    await page.getByLabel('Secret key (SK)').fill('another')
    expect(await send(watched)).toContain('401 Unauthorized · APIGW.0301')
  },
)

test('no secret reaches the address, the history, storage or the code', async () => {
  const watched = await visit({ permissions: ['clipboard-read', 'clipboard-write'] })
  const { page } = watched
  await page.getByLabel('Token', { exact: true }).fill('secret-token')
  await page.getByLabel('Method').selectOption('key')
  for (const id of ['access-key', 'secret-key', 'security-token']) await page.fill(`#${id}`, `secret-${id}`)
  await page.getByLabel('I understand').check()
  await send(watched)
  await page.getByRole('button', { name: 'Copy link' }).click()
  await page.getByText('Copied.').waitFor()
  const kept = await page.evaluate(async () => {
    const code = document.getElementById('code')?.textContent
    const shared = await navigator.clipboard.readText()
    return JSON.stringify([
      location.href,
      history.state,
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      code,
      shared,
    ])
  })
  expect(kept).toContain('.target=page')
  expect(kept).not.toMatch(/secret-|54623db08b174c858ba779d2aa7923a3"/)
})

test('a link fills in the form of who opens it', async () => {
  const { page } = await visit({}, '/zh-CN/explorer/#.target=service&.region=eu-west-101&limit=3&status=Failed')
  expect(await page.locator('#target').inputValue()).toBe('service')
  expect(await page.locator('#parameter-status').inputValue()).toBe('Failed')
  await expect.poll(() => page.locator('#code').textContent()).toContain(`${service.url}/v3/`)
  expect(await page.locator('#code').textContent()).toMatch(/-d limit=3 \\\n\s*-d status=Failed/)
  expect(await page.locator('#answer').textContent()).toBe('')
})

test('the code follows the form in every language', async () => {
  const { page } = await visit()
  await page.getByLabel('limit').fill('7')
  for (const [label, words] of [
    ['cURL', 'curl -i'],
    ['TypeScript', "region: 'cn-north-4'"],
    ['Python', 'import http.client'],
    ['Go', 'package main'],
    ['Java', 'public class'],
  ] as const) {
    await page.getByRole('radio', { name: label, exact: true }).check()
    const code = (await page.locator('#code').textContent()) ?? ''
    expect(code).toContain(words)
    expect(code).toMatch(/limit(=|: )7/)
  }
})

test('a request can be cancelled, and one that nothing answers says what to do', async () => {
  const hanging = await hangingServer()
  const { page } = await visit({}, '/en/explorer/', [hanging])
  await page.getByLabel('Send to').selectOption('service')
  await page.getByLabel('Address').fill(hanging)
  await page.click('#send')
  await page.locator('#cancel:enabled').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await page.click('#cancel')
  await page.getByText('Cancelled.').waitFor()
  const gone = await startTaskListServer()
  await gone.close()
  await page.getByLabel('Address').fill(gone.url)
  await page.click('#send')
  await page.getByText(`No readable answer from ${gone.url}: nothing listens there`).waitFor()
})

test('an address elsewhere is refused with the reason, and nothing is sent', async () => {
  const { page, foreign, errors } = await visit()
  await page.getByLabel('Send to').selectOption('service')
  await page.getByLabel('Address').fill('https://rds.cn-north-4.myhuaweicloud.com')
  await page.locator('#address-problem', { hasText: 'choose the relay' }).waitFor()
  await page.click('#send')
  await page.locator('#outcome', { hasText: 'choose the relay' }).waitFor()
  expect([foreign, errors]).toEqual([[], []])
})

test('a redirect is not followed: the token does not go where it points', async () => {
  const elsewhere = await startTaskListServer()
  const redirecting = await startTaskListServer(`${elsewhere.url}/`)
  onTestFinished(async () => void (await Promise.all([elsewhere.close(), redirecting.close()])))
  const { page } = await visit({}, '/en/explorer/', [redirecting.url])
  await page.getByLabel('Send to').selectOption('mock')
  await page.getByLabel('Address').fill(redirecting.url)
  await page.click('#send')
  await page.getByText('or it redirects, which this page does not follow.').waitFor()
  expect(redirecting.received[0]?.headers).toMatchObject({ 'x-auth-token': 'demo-token' })
  expect(redirecting.received[0]?.headers).not.toHaveProperty('referer')
  expect(elsewhere.received).toEqual([])
})

test('a keyboard alone sends a request, and shows where it is at each step', async () => {
  const { page } = await visit()
  await page.locator('#target').focus()
  const hidden: string[] = []
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const focused = document.activeElement as HTMLElement
      const marked = focused.matches('.tabs input') ? (focused.nextElementSibling as HTMLElement) : focused
      return { id: focused.id || focused.outerHTML, isMarked: getComputedStyle(marked).outlineStyle !== 'none' }
    })
    if (!at.isMarked) hidden.push(at.id)
    if (at.id === 'send') break
  }
  expect(hidden).toEqual([])
  await page.keyboard.press('Enter')
  await page.locator('#outcome', { hasText: '200' }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('send')
})

test('on a phone Send is always at hand, and brings the answer into view', async () => {
  const watched = await visit({ viewport: { width: 390, height: 800 } })
  const { page } = watched
  const inView = (id: string) =>
    page.locator(id).evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect()
      return top >= 0 && bottom <= innerHeight
    })
  expect([await inView('#send'), await inView('#outcome')]).toEqual([true, false])
  await send(watched)
  expect([await inView('#send'), await inView('#outcome')]).toEqual([true, true])
})

test('the page in Chinese asks for errors in Chinese, the English one leaves it to the default', async () => {
  for (const [path, expected, message] of [
    ['/zh-CN/explorer/', 'zh-cn', /\p{Script=Han}/u],
    ['/en/explorer/', '', /^\P{Script=Han}*$/u],
  ] as const) {
    const watched = await visit({}, path)
    const { page } = watched
    const initial = await page.locator('#code').textContent()
    expect(initial?.includes('zh-cn')).toBe(expected !== '')
    expect(await page.locator('#parameter-X-Language').inputValue()).toBe(expected)
    await page.locator('#parameter-limit').fill(TOO_MANY)
    await send(watched)
    expect(await page.locator('#answer .error dd').nth(1).textContent()).toMatch(message)
  }
})

test('the advice looks at the status as well: a code for broken requests may pass with 502, not with 414', async () => {
  const watched = await visit()
  const { page } = watched
  const body = { error_code: 'APIGW.0201', error_msg: 'API request error.' }
  await choose(watched, 'service')
  for (const [status, advice] of [
    [502, 'Yes: the same request can succeed later.'],
    [414, 'No: the same request fails again.'],
  ] as const) {
    const server = createServer((_, response) => {
      response.writeHead(status, { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' })
      response.end(JSON.stringify(body))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    await page.getByLabel('Address').fill(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    await page.getByLabel('Token', { exact: true }).fill('')
    await send(watched)
    expect(await page.locator('#answer .error').textContent()).toContain(advice)
  }
})

test.each<[string, BrowserContextOptions, string]>([
  ['light', {}, '/en/explorer/'],
  ['dark', { colorScheme: 'dark' }, '/zh-CN/explorer/'],
  ['mobile', { viewport: { width: 390, height: 800 } }, '/en/explorer/'],
])('axe finds nothing before a request, after an answer and after an error: %s', async (_, options, path) => {
  const watched = await visit(options, path)
  const { page, layoutShift } = watched
  expect(await accessibilityFindings(page)).toEqual([])
  await send(watched)
  expect(await layoutShift()).toBeLessThan(0.05)
  for (const details of await page.locator('#answer summary').all()) await details.click()
  expect(await accessibilityFindings(page)).toEqual([])
  await page.selectOption('#target', 'relay')
  await page.selectOption('#authentication', 'key')
  await page.fill('#parameter-limit', TOO_MANY)
  expect(await accessibilityFindings(page)).toEqual([])
  await page.selectOption('#authentication', 'token')
  await page.selectOption('#target', 'service')
  await send(watched)
  expect(await accessibilityFindings(page)).toEqual([])
  expect(
    await page.evaluate(() => (document.querySelector('main')?.scrollWidth ?? 0) - innerWidth),
  ).toBeLessThanOrEqual(0)
})
