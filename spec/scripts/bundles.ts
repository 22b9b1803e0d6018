import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Catalogue, catalogueProblems } from './catalogue.ts'
import { extensionProblems } from './check-extensions.ts'
import { derivedTexts, differences, foreignTexts } from './check-language.ts'
import { parameterProblems } from './check-parameters.ts'
import { exampleProblems, schemaProblems } from './check-schemas.ts'
import { derive } from './derive.ts'
import { type JsonObject, pointer } from './json.ts'
import { missedActions, overlay } from './overlay.ts'
import { SpecProblems, throwIfAny } from './problems.ts'
import { bundle } from './redocly.ts'
import { texts } from './texts.ts'

const TRANSLATE = 'Run `npx -y pnpm@12 translate`, then write the Chinese of these texts in spec/zh-CN.yaml.'

export type Bundles = { english: JsonObject; chinese: JsonObject }

/** The bundle in both languages, checked. Rejects with `SpecProblems`. */
export async function bundles(source: URL, catalogue: Catalogue): Promise<Bundles> {
  const work = await mkdtemp(join(tmpdir(), 'rds-tasklist-spec-'))
  try {
    const input = fileURLToPath(source)
    const untranslated = await bundle(input, join(work, 'en.json'), [])
    const untold = catalogueProblems(texts(untranslated), catalogue)
    if (untold.length > 0) throw new SpecProblems([...untold, TRANSLATE])
    const file = join(work, 'zh-CN.overlay.json')
    await writeFile(file, JSON.stringify(overlay(texts(untranslated), catalogue)))
    const translated = await bundle(input, join(work, 'zh-CN.json'), [file])
    throwIfAny(missedActions(texts(untranslated), catalogue, translated))
    return checked(untranslated, translated)
  } finally {
    await rm(work, { recursive: true })
  }
}

function checked(untranslated: JsonObject, translated: JsonObject): Bundles {
  throwIfAny([...extensionProblems(untranslated), ...parameterProblems(untranslated), ...schemaProblems(untranslated)])
  const [english, chinese] = [derive(untranslated), derive(translated)]
  throwIfAny([
    ...[english, chinese].flatMap(exampleProblems),
    ...foreignTexts(english),
    ...differences(english, chinese, textPointers(english)),
  ])
  return { english, chinese }
}

function textPointers(document: JsonObject): Set<string> {
  return new Set([...texts(document).map(({ path }) => pointer(path)), ...derivedTexts(document)])
}
