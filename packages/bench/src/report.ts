import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Machine } from './machine.ts'
import type { Row } from './row.ts'
import type { Scale } from './scale.ts'
import { ownFile } from './server-process.ts'
import { tableOf } from './table.ts'

/** What was measured, where, and how. Its schema is report.schema.json. */
export type Report = {
  /** When it began. */
  date: string
  machine: Machine
  versions: Record<string, string>
  scale: Scale
  /** How long the whole took. */
  seconds: number
  figures: Record<string, Row[]>
}

const [JSON_FILE, RESULTS] = [ownFile('../reports/bench.json'), ownFile('../RESULTS.md')]

/** The report for readers. */
export function markdownOf({ date, machine, versions, scale, seconds, figures }: Report): string {
  const tables = Object.entries(figures).map(([name, rows]) => `## ${name}\n\n${tableOf(rows)}\n`)
  const list = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return `# Results

Written by \`pnpm bench\`; [README.md](README.md) says what is compared with what.

- ${date.slice(0, 10)}: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GiB, ${machine.system}; load before: ${machine.load.toFixed(1)}
- ${list.join(', ')}
- medians of ${scale.rounds} alternating rounds, of ${scale.seconds} s each under load; ${seconds} s in all

${tables.join('\n')}`
}

/** Writes the report, and the results for readers only when it is whole. Resolves with the files. */
export async function writeReport(report: Report, whole: boolean): Promise<string[]> {
  await mkdir(dirname(JSON_FILE), { recursive: true })
  await writeFile(JSON_FILE, `${JSON.stringify(report, null, 2)}\n`)
  if (!whole) return [JSON_FILE]
  await writeFile(RESULTS, markdownOf(report))
  return [JSON_FILE, RESULTS]
}
