import { SpecProblems } from './problems.ts'

export type Json = string | number | boolean | null | Json[] | JsonObject
export type JsonObject = { [key: string]: Json }
export type Path = (string | number)[]

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object at `path`, or an empty one where the document has none. */
export function objectAt(document: Json, path: Path): JsonObject {
  const value = valueAt(document, path)
  return isObject(value) ? value : {}
}

export function valueAt(document: Json, path: Path): Json | undefined {
  let node: Json | undefined = document
  for (const step of path) {
    if (Array.isArray(node)) node = node[Number(step)]
    else if (isObject(node)) node = node[String(step)]
    else return undefined
  }
  return node
}

/** @throws {@link SpecProblems} when there is no text: a sentence with a hole in it must not be published. */
export function textAt(document: Json, path: Path): string {
  const value = valueAt(document, path)
  if (typeof value === 'string') return value
  throw new SpecProblems([`${pointer(path)}: the document has no text here`])
}

export function setAt(document: Json, path: Path, value: Json): void {
  const parent = valueAt(document, path.slice(0, -1))
  const last = path.at(-1)
  if (last === undefined || typeof parent !== 'object' || parent === null) {
    throw new SpecProblems([`${pointer(path)}: there is nothing to set`])
  }
  ;(parent as JsonObject)[last] = value
}

/** RFC 6901 */
export function pointer(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** Follows a local `$ref`; its siblings win, as OpenAPI 3.1 lets a schema and a description stand beside it. */
export function resolve(document: Json, node: JsonObject): JsonObject {
  const ref = node.$ref
  if (typeof ref !== 'string') return node
  const path = ref
    .slice('#/'.length)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const target = valueAt(document, path)
  if (!isObject(target)) throw new SpecProblems([`${ref} leads nowhere`])
  const { $ref: _, ...siblings } = node
  return { ...resolve(document, target), ...siblings }
}

/** Calls `visit` on every object of the document, outermost first. */
export function walk(node: Json, visit: (object: JsonObject, path: Path) => void, path: Path = []): void {
  if (Array.isArray(node)) node.forEach((item, index) => void walk(item, visit, [...path, index]))
  else if (isObject(node)) {
    visit(node, path)
    for (const [key, value] of Object.entries(node)) walk(value, visit, [...path, key])
  }
}
