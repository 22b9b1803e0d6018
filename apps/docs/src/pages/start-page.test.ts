import { expect, test } from 'vitest'
import { notFoundPage, startPage } from './start-page.ts'

test.each([startPage, notFoundPage])('%o shows the title of the document as text', (page) => {
  expect(page('Lamps <b>')).toMatch(/<title>(404 · )?Lamps &lt;b&gt;<\/title>/)
})
