import { type Json, type JsonObject, pointer, walk } from './json.ts'

/** The English bundle holds no Chinese: no Han character and no full-width punctuation. */
export function foreignTexts(english: JsonObject): string[] {
  const problems: string[] = []
  walk(english, (object, path) => {
    for (const [key, value] of Object.entries(object)) {
      const found = typeof value === 'string' && value.match(/[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]/u)
      if (found) problems.push(`${pointer([...path, key])}: "${found[0]}" in the English bundle`)
    }
  })
  return problems
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
