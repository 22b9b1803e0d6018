import { expect, test } from 'vitest'
import { markdownToHtml, markdownToPage } from './markdown.ts'

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

test('on a page headings have addresses, tables and code can be scrolled by keyboard, and HTML does nothing there either', () => {
  const html = markdownToPage('## 状态 `A b`\n\n| One |\n| --- |\n| <b> |\n\n```ts mock\na < b\n```\n', 'en')
  expect(html).toContain('<h2 id="状态-a-b">')
  expect(html).toContain('<div class="table" tabindex="0"><table><thead><tr><th scope="col">One</th></tr>')
  expect(html).toContain('<td>&lt;b&gt;</td>')
  expect(html).toContain('<pre tabindex="0"><code class="language-ts">a &lt; b\n</code></pre>')
})

test.each([
  ['en', 'Output'],
  ['zh-CN', '输出'],
] as const)('what a block prints is named in %s', (language, name) => {
  const html = markdownToPage('```ts\n1\n```\n\n```text\n2\n```\n', language)
  expect(html).toContain(`<div class="output"><p>${name}</p><pre tabindex="0"><code class="language-text">2`)
  expect(html.split(name)).toHaveLength(2)
})
