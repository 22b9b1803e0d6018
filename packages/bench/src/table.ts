import type { Goal, Row } from './row.ts'

const HEAD = ['what', 'ours', 'peer', 'theirs', 'ratio', 'goal', 'met?']

/** A table in Markdown whose columns are in line, for the terminal and for `RESULTS.md`; below it, why something is missing. */
export function tableOf(rows: Row[]): string {
  const lines = [HEAD, ...rows.map(cellsOf)]
  const widths = HEAD.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)))
  const rule = widths.map((width) => '-'.repeat(width))
  const [head = [], ...body] = lines.map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)))
  const table = [head, rule, ...body].map((cells) => `| ${cells.join(' | ')} |`)
  return [...table, ...rows.flatMap(reasonOf)].join('\n')
}

function cellsOf(row: Row): string[] {
  if ('notMeasured' in row) return [row.name, 'not measured', '', '', '', '', '']
  const { name, peer, unit, ours, theirs, ratio, goal, met } = row
  const verdict = met === undefined ? '' : met ? 'yes' : 'no'
  return [name, `${short(ours)} ${unit}`, peer, `${short(theirs)} ${unit}`, `${short(ratio)}×`, goalText(goal), verdict]
}

function reasonOf(row: Row): string[] {
  return 'notMeasured' in row ? ['', `${row.name}: not measured: ${row.notMeasured}`] : []
}

function goalText(goal: Goal | undefined): string {
  if (!goal) return ''
  return 'atLeast' in goal ? `≥ ${goal.atLeast}×` : `≤ ${goal.atMost}×`
}

/** Three digits: more would be noise. */
function short(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 3 })
}
