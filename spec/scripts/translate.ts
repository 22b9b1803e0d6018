import { readFile, writeFile } from 'node:fs/promises'
import { parse, stringify } from 'yaml'
import { catalogueProblems, readCatalogue, synchronised } from './catalogue.ts'
import type { JsonObject } from './json.ts'
import { texts } from './texts.ts'

// What is left to translate is printed; the build refuses it until it is done.

const HEADING =
  '# key → {en: the English text as it was translated, zh: the translation}; `pnpm translate` keeps it in step.'

const document = parse(await readFile(new URL('../openapi.yaml', import.meta.url), 'utf8')) as JsonObject
const file = new URL('../zh-CN.yaml', import.meta.url)

const catalogue = synchronised(texts(document), await readCatalogue(file))
await writeFile(file, `${HEADING}\n${stringify(catalogue, { lineWidth: 0, blockQuote: 'literal' })}`)

const problems = catalogueProblems(texts(document), catalogue)
for (const problem of problems) console.log(problem)
if (problems.length === 0) console.log('zh-CN.yaml is complete.')
else console.log(`${problems.length} entries need a translation: write zh in spec/zh-CN.yaml, and remove was.`)
