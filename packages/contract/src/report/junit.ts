import type { Report, Result } from '../run/report.ts'
import { escapeXml } from './escape-xml.ts'

/** The report as JUnit's XML, which CI systems read. */
export function junitReport({ target, results, seed }: Report): string {
  const failures = results.filter(({ outcome }) => outcome === 'failed').length
  const skipped = results.filter(({ outcome }) => outcome !== 'failed' && outcome !== 'passed').length
  const counts = `tests="${results.length}" failures="${failures}" skipped="${skipped}"`
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="rds-tasklist contract" ${counts}>
<testsuite name="${escapeXml(target)}" ${counts}>
<properties><property name="seed" value="${seed}"/></properties>
${results.map((result) => testCase(target, result)).join('\n')}
</testsuite>
</testsuites>
`
}

function testCase(target: string, { name, outcome, reason = '', finding }: Result): string {
  const open = `<testcase classname="${escapeXml(target)}" name="${escapeXml(name)}"`
  if (outcome === 'passed') return `${open}/>`
  if (outcome !== 'failed') return `${open}><skipped message="${escapeXml(reason)}"/></testcase>`
  const text = [finding?.curl, finding?.again].filter(Boolean).join('\n')
  return `${open}><failure message="${escapeXml(finding?.message ?? '')}">${escapeXml(text)}</failure></testcase>`
}
