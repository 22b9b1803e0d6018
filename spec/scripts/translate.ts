import { readFile, writeFile } from 'node:fs/promises'
import { parse, stringify } from 'yaml'
import { type Catalogue, catalogueProblems, readCatalogue } from './catalogue.ts'
import type { JsonObject } from './json.ts'
import { texts } from './texts.ts'

// Brings zh-CN.yaml into step with openapi.yaml: new texts get an empty entry, changed ones keep their old translation under
// `was`, removed ones go. What is left to translate is printed; the build refuses it until it is done.

const document = parse(await readFile(new URL('../openapi.yaml', import.meta.url), 'utf8')) as JsonObject
const file = new URL('../zh-CN.yaml', import.meta.url)
const old = await readCatalogue(file)

const catalogue: Catalogue = {}
for (const { key, text } of texts(document)) {
  const entry = old[key]
  if (entry?.en === text) catalogue[key] = entry
  else catalogue[key] = { en: text, zh: '', ...(entry?.zh && { was: entry.zh }) }
}
const comment =
  '# key → {en: the English text as it was translated, zh: the translation}. `pnpm translate` adds and removes entries.\n'
await writeFile(file, comment + stringify(catalogue, { lineWidth: 0, blockQuote: 'literal' }))

const problems = catalogueProblems(texts(document), catalogue)
for (const problem of problems) console.log(problem)
console.log(
  problems.length === 0 ? 'zh-CN.yaml is complete.' : `${problems.length} entries of zh-CN.yaml need a translation.`,
)
