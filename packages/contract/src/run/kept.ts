import { readFile, writeFile } from 'node:fs/promises'
import type { Report } from './report.ts'

export type Kept = Record<string, unknown[]>

/** The counterexamples of a file, by check; none if there is no such file yet. */
export async function readKept(file: string): Promise<Kept> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Kept
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}

/** Adds the counterexamples of a run that the file does not have yet. */
export async function keep(file: string, kept: Kept, { results }: Report): Promise<void> {
  const all: Kept = { ...kept }
  for (const { name, finding } of results) {
    if (finding?.counterexample === undefined) continue
    const known = new Set((all[name] ?? []).map((one) => JSON.stringify(one)))
    if (!known.has(JSON.stringify(finding.counterexample))) all[name] = [...(all[name] ?? []), finding.counterexample]
  }
  await writeFile(file, `${JSON.stringify(all, null, 2)}\n`)
}
