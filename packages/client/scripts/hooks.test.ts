import { EventEmitter, once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchChromium } from '@rds-tasklist/runtimes'
import { build } from 'tsdown'
import { afterAll, expect, onTestFinished, test, vi } from 'vitest'
import type { Task } from '../src/schema.gen.ts'
import { pageExample } from '../src/testing/document-examples.ts'
import { serve } from '../src/testing/serve.ts'
import { type Answers, listOf } from '../src/testing/serve-list.ts'
import { madeModules } from './made-modules.ts'

const outDir = mkdtempSync(join(tmpdir(), 'client-hooks-'))
afterAll(() => rmSync(outDir, { recursive: true }))
await build({
  config: false,
  entry: { page: join(import.meta.dirname, 'hooks-page.ts') },
  outDir,
  format: 'esm',
  platform: 'browser',
  define: { 'process.env.NODE_ENV': '"production"' },
  dts: false,
  plugins: [madeModules],
  deps: { alwaysBundle: () => true, onlyBundle: false },
  logLevel: 'error',
})
const script = readFileSync(join(outDir, 'page.js'))
const browser = await launchChromium()
afterAll(() => browser.close())

const [example] = pageExample('running').tasks
const tasksTo = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...(example as Task), id: `task-${index}` }))

/** A component in a page of the server whose list it shows. */
async function open(component: string, tasks: readonly Task[], answers: Answers = {}) {
  const list = listOf(tasks, answers)
  const { endpoint, requests } = await serve((request, response) => {
    if (request.url?.startsWith('/v3/')) list(request, response)
    else if (request.url === '/page.js') response.setHeader('Content-Type', 'text/javascript').end(script)
    else
      response.setHeader('Content-Type', 'text/html').end('<body></body><script type="module" src="/page.js"></script>')
  })
  const page = await browser.newPage()
  onTestFinished(() => page.close())
  await page.clock.install()
  await page.goto(`${endpoint}/#${component}`)
  const button = page.getByRole('button')
  const asked = () => requests.map(({ url }) => url ?? '').filter((url) => url.startsWith('/v3/'))
  return {
    page,
    button,
    asked,
    shows: (text: string) => vi.waitFor(async () => expect(await button.textContent()).toBe(text)),
  }
}

test.each(['react-query', 'swr'])('%s shows a page', async (library) => {
  const { shows } = await open(library, tasksTo(1))
  await shows('task-0 Running')
})

test.each(['react-query', 'swr'])('%s shows an error and leaves retrying to the client', async (library) => {
  const { page, shows, asked } = await open(library, [], { fail: () => 403 })
  await shows('error 403')
  await page.clock.runFor(60_000)
  // What was sent before has arrived then.
  await page.evaluate("fetch('/')")
  expect(asked()).toHaveLength(1)
})

test.each(['react-query', 'swr'])('%s goes on page by page, to the end and not further', async (library) => {
  const { page, button, shows, asked } = await open(`${library} pages`, tasksTo(3))
  await shows('task-0 Running,task-1 Running')
  await button.click()
  await shows('task-0 Running,task-1 Running,task-2 Running')
  expect(await button.isDisabled()).toBe(true)
  const offsets = asked().map((url) => new URL(url, page.url()).searchParams.get('offset'))
  expect(new Set(offsets)).toEqual(new Set(['0', '2']))
})

test('swr follows a task to its end', async () => {
  const statuses = ['Running', 'Running', 'Completed']
  const change = (task: Task) => ({ ...task, status: statuses.shift() ?? 'none left' })
  const { page, shows, asked } = await open('swr subscription', tasksTo(1), { change })
  await vi.waitFor(async () => {
    await page.clock.runFor(1000)
    expect(statuses).toEqual([])
  })
  await shows('task-0 Completed')
  await page.clock.runFor(60_000)
  await page.evaluate("fetch('/')")
  expect(asked()).toHaveLength(3)
})

test.each(['react-query', 'swr subscription'])(
  '%s ends its request when the component goes',
  async (component) => {
    const hanging = new EventEmitter()
    const arrived = once(hanging, 'arrived')
    const { page } = await open(component, [], { hang: (request) => void hanging.emit('arrived', request) })
    const [{ socket }] = await arrived
    const closed = once(socket, 'close')
    await page.evaluate('unmount()')
    await closed
  },
  15_000,
)
