import type { Page } from 'playwright-core'

/** Counts layout shifts of a page from now on, those after an input of the reader left out, as browsers count them. */
export async function countLayoutShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const counter = globalThis as { layoutShift?: number }
    counter.layoutShift = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) counter.layoutShift = (counter.layoutShift ?? 0) + entry.value
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  return () => page.evaluate(() => (globalThis as { layoutShift?: number }).layoutShift ?? Number.NaN)
}
