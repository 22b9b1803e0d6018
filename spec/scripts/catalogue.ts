import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import type { Text } from './texts.ts'

/**
 * `en` is the English text as it was when `zh` was written, so that a later change of the English shows. `was` keeps the
 * translation of the older English until there is a new one.
 */
export type Entry = { en: string; zh: string; was?: string }
export type Catalogue = Record<string, Entry>

export async function readCatalogue(file: URL): Promise<Catalogue> {
  return (parse(await readFile(file, 'utf8')) ?? {}) as Catalogue
}

/** What keeps the catalogue from translating these texts, one sentence for each entry, by its name. */
export function catalogueProblems(texts: Text[], catalogue: Catalogue): string[] {
  const keys = new Set(texts.map(({ key }) => key))
  const orphans = Object.keys(catalogue).filter((key) => !keys.has(key))
  return [
    ...texts.flatMap(({ key, text }) => entryProblem(key, text, catalogue[key])),
    ...orphans.map((key) => `${key}: orphaned, the document has no such text`),
  ]
}

function entryProblem(key: string, text: string, entry: Entry | undefined): string[] {
  if (!entry) return [`${key}: missing, the English text has no translation`]
  if (entry.en !== text) return [`${key}: stale, the English text has changed since it was translated`]
  if (!isTranslated(entry)) return [`${key}: untranslated, zh has no Chinese in it`]
  if (entry.was !== undefined) return [`${key}: translated, but its old translation still stands under was`]
  const lost = facts(text).filter((fact) => !facts(entry.zh).includes(fact))
  const invented = facts(entry.zh).filter((fact) => !facts(text).includes(fact))
  if (lost.length + invented.length === 0) return []
  return [`${key}: the two texts name different things: ${[...lost, ...invented].join(', ')}`]
}

/** The catalogue in step with the texts: new ones get an empty entry, changed ones keep what they were, orphans go. */
export function synchronised(texts: Text[], catalogue: Catalogue): Catalogue {
  return Object.fromEntries(texts.map(({ key, text }) => [key, entryFor(text, catalogue[key])]))
}

function entryFor(text: string, entry: Entry | undefined): Entry {
  if (entry?.en === text) return entry
  const was = entry?.zh || entry?.was
  return { en: text, zh: '', ...(was && { was }) }
}

/** A text without any letter, such as a separator, may stay as it is. */
function isTranslated({ en, zh }: Entry): boolean {
  return /\p{Script=Han}/u.test(zh) || (zh !== '' && !/\p{Letter}/u.test(en))
}

/** What a translation must not lose: placeholders, code, link targets and the places that the build fills. */
function facts(text: string): string[] {
  return [...text.matchAll(/\{\w+\}|`[^`]+`|\]\([^)]+\)|<!--.*?-->/g)].map(([fact]) => fact)
}
