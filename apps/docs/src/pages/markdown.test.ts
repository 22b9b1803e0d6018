import { expect, test } from 'vitest'
import { markdownToHtml } from './markdown.ts'

test('Markdown becomes HTML; stars inside code stay', () => {
  expect(markdownToHtml('Takes `a*b*c` and *only* **that**.\n\n- one\n')).toBe(
    '<p>Takes <code>a*b*c</code> and <em>only</em> <strong>that</strong>.</p>\n<ul>\n<li>one</li>\n</ul>\n',
  )
})

test('HTML of the document is shown and does nothing', () => {
  expect(markdownToHtml('No <b onclick="x()">.\n\n<script>x()</script>\n')).toBe(
    '<p>No &lt;b onclick=&quot;x()&quot;&gt;.</p>\n&lt;script&gt;x()&lt;/script&gt;\n',
  )
})
