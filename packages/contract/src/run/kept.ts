import { readFile, writeFile } from 'node:fs/promises'
import type { Report } from './report.ts'

/** Cases that once showed a fault, by property. */
export type Kept = Record<string, unknown[]>

/**
 * The counterexamples of a file; none if there is no such file yet.
 *
 * @throws Error when the file holds something else.
 */
export async function readKept(file: string): Promise<Kept> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}'
    throw error
  })
  const kept = parse(text)
  if (isKept(kept)) return kept
  throw new Error(`${file} is no file of counterexamples, which is a JSON object of lists: name another with --keep.`)
}

/** Adds the counterexamples of a run that the file does not have yet. */
export async function keep(file: string, kept: Kept, { results }: Report): Promise<void> {
  const all: Kept = { ...kept }
  for (const { finding } of results) {
    if (finding?.counterexample === undefined) continue
    const { property, value } = finding.counterexample
    const known = all[property] ?? []
    if (!known.some((one) => JSON.stringify(one) === JSON.stringify(value))) all[property] = [...known, value]
  }
  await writeFile(file, `${JSON.stringify(all, null, 2)}\n`)
}

/** Two lists of cases as one. */
export function together(one: Kept, other: Kept): Kept {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return Object.fromEntries([...names].map((name) => [name, [...(one[name] ?? []), ...(other[name] ?? [])]]))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isKept(value: unknown): value is Kept {
  return typeof value === 'object' && value !== null && Object.values(value).every(Array.isArray)
}
