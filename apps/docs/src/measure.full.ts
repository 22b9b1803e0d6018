import { launchChromium } from '@rds-tasklist/runtimes'
import { expect, inject, onTestFinished, test } from 'vitest'
import { serveFolder } from './serve-folder.ts'
import { measurePage } from './testing/measure-page.ts'

// How soon the page shows, beside Redoc in the browser, is a figure of packages/bench.
test('nothing of the rendered operation jumps', async () => {
  const [browser, docs] = await Promise.all([
    launchChromium(),
    serveFolder({ folder: inject('site'), port: 0, host: '127.0.0.1' }),
  ])
  onTestFinished(async () => {
    await Promise.all([browser.close(), docs.close()])
  })
  const { cls } = await measurePage(browser, `${docs.url}/en/tasks/listtasks`)
  expect(cls).toBeLessThan(0.05)
})
