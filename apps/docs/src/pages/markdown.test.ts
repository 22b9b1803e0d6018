import { expect, test } from 'vitest'
import { markdownToHtml } from './markdown.ts'

test('paragraphs, code and emphasis become HTML; stars inside code stay', () => {
  expect(markdownToHtml('Takes `a*b*c` and *only* **that**.\n\nNo <b>.\n')).toBe(
    '<p>Takes <code>a*b*c</code> and <em>only</em> <strong>that</strong>.</p><p>No &lt;b&gt;.</p>',
  )
})

test('no description is no paragraph', () => {
  expect(markdownToHtml('')).toBe('')
})
