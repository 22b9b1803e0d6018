import { expect, inject, onTestFinished, test } from 'vitest'
import { serveFolder } from './serve-folder.ts'
import { launchBrowser } from './testing/browser.ts'
import { serveClientRendered } from './testing/client-rendered.ts'
import { measurePage, type PageMeasure } from './testing/measure-page.ts'

// The goal for the ratio is 0.25. A figure depends on the machine, so it is read and never asserted.
const RUNS = 5

test('nothing of the rendered operation jumps; how soon it shows is printed beside Redoc in the browser', async () => {
  const browser = await launchBrowser()
  const peer = await serveClientRendered(inject('site'))
  const docs = await serveFolder({ folder: inject('site'), port: 0, host: '127.0.0.1' })
  onTestFinished(async () => {
    await Promise.all([browser.close(), peer.close(), docs.close()])
  })
  const ours: PageMeasure[] = []
  const theirs: PageMeasure[] = []
  // By turns, so that both meet the same load of the machine.
  for (let run = 0; run < RUNS; run++) {
    ours.push(await measurePage(browser, `${docs.url}/en/tasks/listtasks`))
    theirs.push(await measurePage(browser, peer.url))
  }
  const ratio = median(ours) / median(theirs)
  console.log(`LCP ${Math.round(median(ours))} ms against ${Math.round(median(theirs))} ms: ${ratio.toFixed(2)}`)
  expect(Math.max(...ours.map(({ cls }) => cls))).toBeLessThan(0.05)
})

function median(measures: PageMeasure[]): number {
  const sorted = measures.map(({ lcp }) => lcp).toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
