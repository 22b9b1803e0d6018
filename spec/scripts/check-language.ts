import { type Json, type JsonObject, pointer, walk } from './json.ts'

/** The English bundle holds no Chinese: no Han character and no full-width punctuation, in no value and no name. */
export function foreignTexts(english: Json, path: string[] = []): string[] {
  if (typeof english === 'string') return foreign(english, path)
  if (typeof english !== 'object' || english === null) return []
  return Object.entries(english).flatMap(([key, value]) => [
    ...foreign(key, [...path, key]),
    ...foreignTexts(value, [...path, key]),
  ])
}

function foreign(text: string, path: string[]): string[] {
  const found = text.match(/[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]/u)
  return found ? [`${pointer(path)}: "${found[0]}" in the English bundle`] : []
}

/** Where the two bundles differ in more than the texts at `translated`, as JSON pointers. */
export function differences(english: Json, chinese: Json, translated: Set<string>, path: string[] = []): string[] {
  const here = pointer(path)
  if (translated.has(here)) return []
  if (typeof english !== 'object' || english === null || typeof chinese !== 'object' || chinese === null) {
    return english === chinese ? [] : [`${here}: the bundles differ in more than their texts`]
  }
  const keys = Object.keys(english)
  if (keys.join('\n') !== Object.keys(chinese).join('\n')) return [`${here}: the bundles have different members`]
  return keys.flatMap((key) =>
    differences((english as JsonObject)[key] as Json, (chinese as JsonObject)[key] as Json, translated, [...path, key]),
  )
}

/** The texts that the build derives from translated ones: messages of rules, in parameters and in error examples. */
export function derivedTexts(document: JsonObject): Set<string> {
  const found = new Set<string>()
  walk(document, (object, path) => {
    for (const [key, value] of Object.entries(object)) {
      if (typeof value !== 'string') continue
      if (key === 'error_msg' || path.at(-1) === 'x-rule-messages') found.add(pointer([...path, key]))
    }
  })
  return found
}
