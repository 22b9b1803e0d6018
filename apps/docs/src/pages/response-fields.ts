import { need, type OpenApiDocument, resolveRef, type Schema } from '../document/openapi.ts'
import { type NamedValue, namedValues, typeWords } from '../document/values.ts'

/** A field of a body with its full path, for example `tasks[].status`. */
export type Field = { path: string; type: string; required: boolean; description: string; values: NamedValue[] }

/** All fields of a body, however deep, in the order of the document. */
export function bodyFields(document: OpenApiDocument, schema: Schema, parent = ''): Field[] {
  const body = resolveRef(document, schema)
  return Object.entries(body.properties ?? {}).flatMap(([name, property]) => {
    const resolved = resolveRef(document, property)
    const path = `${parent}${name}`
    const field = {
      path,
      type: typeWords(document, property),
      required: body.required?.includes(name) ?? false,
      description: need(resolved.description, `description of the field ${path}`),
      values: namedValues(document, property),
    }
    const inside = resolved.items ? bodyFields(document, resolved.items, `${path}[].`) : []
    return [field, ...inside, ...bodyFields(document, property, `${path}.`)]
  })
}
