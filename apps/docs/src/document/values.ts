import { need, type OpenApiDocument, resolveRef, type Schema } from './openapi.ts'

/** A value of a list with its meaning. */
export type NamedValue = { value: string; meaning: string }

/** The values that a schema lists and their meanings, also when `anyOf` opens the list to other strings. */
export function namedValues(document: OpenApiDocument, schema: Schema): NamedValue[] {
  const resolved = resolveRef(document, schema)
  if (resolved.enum) {
    const meanings = resolved['x-enumDescriptions']
    return resolved.enum.map((value) => ({ value, meaning: need(meanings?.[value], `meaning of ${value}`) }))
  }
  return (resolved.anyOf ?? []).flatMap((branch) => namedValues(document, branch))
}

/** What a schema is in a few words that need no translation: `integer 1 … 50`, `array<string>`. */
export function typeWords(document: OpenApiDocument, schema: Schema): string {
  const resolved = resolveRef(document, schema)
  if (resolved.anyOf?.[0]) return typeWords(document, resolved.anyOf[0])
  if (resolved.items) return `array<${typeWords(document, resolved.items)}>`
  const { minimum, maximum } = resolved
  const range = minimum === undefined ? '' : maximum === undefined ? ` ≥ ${minimum}` : ` ${minimum} … ${maximum}`
  return `${resolved.type ?? 'any'}${range}`
}
