import type { Page } from 'playwright-core'

/** Reads, searches and goes on for as many milliseconds, then leaves: telemetry is sent late, on search or on leaving. */
export async function useForAWhile(page: Page, site: string, milliseconds: number): Promise<void> {
  const end = Date.now() + milliseconds
  await page.goto(`${site}/en/tasks/listtasks`)
  await page.getByText('Ctrl+K').waitFor({ state: 'attached' })
  await page.keyboard.press('Control+k')
  await page.locator('#search-query').fill('instance')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Guides' }).click()
  await page.locator('#search-open').click()
  await page.locator('#search-query').fill('limit')
  await page.locator('#search-results a').first().waitFor()
  await page.goto(`${site}/zh-CN/tasks/listtasks`)
  await page.getByText('Ctrl+K').waitFor({ state: 'attached' })
  // Not a wait for something to be ready: the time itself is what is tested.
  await page.evaluate((rest) => new Promise((resolve) => setTimeout(resolve, rest)), Math.max(0, end - Date.now()))
  await page.goto('about:blank')
  await page.context().close()
}
