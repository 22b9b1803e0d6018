import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Catalogue, catalogueProblems } from './catalogue.ts'
import { extensionProblems } from './check-extensions.ts'
import { derivedTexts, differences, foreignTexts } from './check-language.ts'
import { exampleProblems, schemaProblems } from './check-schemas.ts'
import { derive } from './derive.ts'
import { type JsonObject, pointer } from './json.ts'
import { missedActions, overlay } from './overlay.ts'
import { throwIfAny } from './problems.ts'
import { bundle } from './redocly.ts'
import { texts } from './texts.ts'

export type Bundles = { english: JsonObject; chinese: JsonObject }

/** The bundle in both languages, checked. Rejects with `SpecProblems`. */
export async function bundles(source: URL, catalogue: Catalogue): Promise<Bundles> {
  const work = await mkdtemp(join(tmpdir(), 'rds-tasklist-spec-'))
  try {
    const input = fileURLToPath(source)
    const untranslated = await bundle(input, join(work, 'en.json'), [])
    throwIfAny(catalogueProblems(texts(untranslated), catalogue))
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
  throwIfAny([...extensionProblems(untranslated), ...schemaProblems(untranslated)])
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
