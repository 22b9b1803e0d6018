import { isObject, type Json, type JsonObject, type Path } from './json.ts'

/** A text of the document that people read. `key` survives reordering: list items count by their name, paths by operationId. */
export type Text = { key: string; path: Path; text: string }

const TEXT_KEYS = new Set(['title', 'summary', 'description', 'x-displayName', 'message', 'meaning', 'action'])
const TEXT_MAPS = new Set(['x-enumDescriptions', 'sentences', 'rules'])
/** Maps from names to objects: a property called "description" is a name here, not a text. */
const NAME_MAPS = new Set([
  'content',
  'dependentSchemas',
  'examples',
  'headers',
  'properties',
  'responses',
  'schemas',
  'securitySchemes',
  'variables',
  'x-error-codes',
])
const DATA = new Set([
  'value',
  'example',
  'default',
  'enum',
  'const',
  'required',
  'security',
  'x-error',
  'x-query-constraints',
])

type Place = { key: string[]; path: Path }

export function texts(document: JsonObject): Text[] {
  return inObject(document, { key: [], path: [] })
}

function inObject(node: JsonObject, at: Place): Text[] {
  return Object.entries(node).flatMap(([key, value]) => {
    if (DATA.has(key)) return []
    const place = step(at, key)
    if (typeof value === 'string') return TEXT_KEYS.has(key) ? [text(place, value)] : []
    if (key === 'paths') return inPaths(value, place)
    if (Array.isArray(value)) return inList(value, place)
    if (!isObject(value)) return []
    if (TEXT_MAPS.has(key)) return inTextMap(value, place)
    if (NAME_MAPS.has(key)) return inNameMap(value, place)
    return inObject(value, place)
  })
}

function inPaths(paths: Json, at: Place): Text[] {
  if (!isObject(paths)) return []
  return Object.entries(paths).flatMap(([route, item]) =>
    Object.entries(isObject(item) ? item : {}).flatMap(([method, operation]) => {
      if (!isObject(operation)) return []
      return inObject(operation, { key: [String(operation.operationId)], path: [...at.path, route, method] })
    }),
  )
}

function inList(list: Json[], at: Place): Text[] {
  return list.flatMap((item, index) => {
    if (!isObject(item)) return []
    const name = item.name ?? item.url ?? index
    return inObject(item, { key: [...at.key, String(name)], path: [...at.path, index] })
  })
}

function inNameMap(map: JsonObject, at: Place): Text[] {
  return Object.entries(map).flatMap(([name, value]) => (isObject(value) ? inObject(value, step(at, name)) : []))
}

function inTextMap(map: JsonObject, at: Place): Text[] {
  return Object.entries(map).flatMap(([name, value]) =>
    typeof value === 'string' ? [text(step(at, name), value)] : [],
  )
}

function step(at: Place, name: string): Place {
  return { key: [...at.key, name], path: [...at.path, name] }
}

function text(at: Place, value: string): Text {
  return { key: at.key.join('/'), path: at.path, text: value }
}
