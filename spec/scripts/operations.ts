import { isObject, type JsonObject, objectAt } from './json.ts'

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

export function operations(document: JsonObject): JsonObject[] {
  return Object.values(objectAt(document, ['paths'])).flatMap((item) =>
    METHODS.map((method) => (isObject(item) ? item[method] : undefined)).filter(isObject),
  )
}

/** The parameters of an operation. They stand in the operation itself: the document has no shared ones. */
export function parameters(operation: JsonObject): JsonObject[] {
  return Array.isArray(operation.parameters) ? operation.parameters.filter(isObject) : []
}
