import { linkOf } from '../rules/document.ts'
import type { Report, Result } from '../run/report.ts'
import { escapeXml } from './escape-xml.ts'
import { summaryOf } from './outcomes.ts'

const MARKS: Record<Result['outcome'], string> = {
  passed: 'passed',
  failed: 'failed',
  differs: 'differs, listed',
  skipped: 'skipped',
  'not applicable': 'n/a',
}

/** A page with the table check × target. It needs no script and loads nothing. */
export function htmlReport(reports: Report[]): string {
  const [first] = reports
  const rows = (first?.results ?? []).map(({ name, sentence, rule }) => {
    const cells = reports.map(({ results }) => cell(results.find((result) => result.name === name)))
    return `<tr><th scope="row"><code>${name}</code><p>${escapeXml(sentence)}</p><p class="rule">${escapeXml(linkOf(rule))}</p></th>${cells.join('')}</tr>`
  })
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Conformance</title><style>${STYLE}</style></head>
<body>
<main>
<h1>Conformance</h1>
<ul>${reports.map((report) => `<li>${escapeXml(summaryOf(report))}</li>`).join('')}</ul>
<table>
<thead><tr><th scope="col">Check</th>${reports.map(({ target }) => `<th scope="col">${escapeXml(target)}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</main>
</body>
</html>
`
}

function cell(result: Result | undefined): string {
  if (!result) return '<td>–</td>'
  const why = result.reason ?? result.finding?.message
  return `<td class="${result.outcome.replace(' ', '-')}">${MARKS[result.outcome]}${why ? `<p>${escapeXml(why)}</p>` : ''}</td>`
}

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:2rem}table{border-collapse:collapse}
th,td{border:1px solid #8888;padding:.5rem;text-align:left;vertical-align:top}p{margin:.25rem 0 0;font-size:.875rem;font-weight:400}
td p{max-width:20rem;overflow-wrap:anywhere}.failed{outline:2px solid #c33;outline-offset:-2px}`
