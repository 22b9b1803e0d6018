import type { Catalogue } from './catalogue.ts'
import { type JsonObject, type Path, valueAt } from './json.ts'
import type { Text } from './texts.ts'

/** An OpenAPI Overlay that puts the translations in place of the English texts. */
export function overlay(texts: Text[], catalogue: Catalogue): JsonObject {
  return {
    overlay: '1.0.0',
    info: { title: 'Chinese texts', version: '1.0.0' },
    actions: texts.map(({ key, path }) => ({
      target: jsonPath(path.slice(0, -1)),
      update: { [String(path.at(-1))]: catalogue[key]?.zh ?? '' },
    })),
  }
}

/** Redocly passes over an action whose target matches nothing, without a word: each text is looked up in the result. */
export function missedActions(texts: Text[], catalogue: Catalogue, translated: JsonObject): string[] {
  return texts
    .filter(({ key, path }) => valueAt(translated, path) !== catalogue[key]?.zh)
    .map(({ key }) => `${key}: the overlay did not reach this text`)
}

function jsonPath(path: Path): string {
  return `$${path.map((step) => (typeof step === 'number' ? `[${step}]` : `['${step}']`)).join('')}`
}
