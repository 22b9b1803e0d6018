import { isObject, type JsonObject, objectAt, type Path } from './json.ts'

export type Operation = { id: string; path: Path; operation: JsonObject }

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

export function operations(document: JsonObject): Operation[] {
  return Object.entries(objectAt(document, ['paths'])).flatMap(([route, item]) =>
    METHODS.flatMap((method) => {
      const operation = isObject(item) ? item[method] : undefined
      if (!isObject(operation)) return []
      return [{ id: String(operation.operationId), path: ['paths', route, method], operation }]
    }),
  )
}

/** The parameters of an operation. They stand in the operation itself: the document has no shared ones. */
export function parameters(operation: JsonObject): JsonObject[] {
  return Array.isArray(operation.parameters) ? operation.parameters.filter(isObject) : []
}
