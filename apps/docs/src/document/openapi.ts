/** The part of an OpenAPI 3.1 schema that the docs read. */
export type Schema = {
  $ref?: string
  title?: string
  description?: string
  type?: string
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  default?: unknown
  enum?: string[]
  'x-enumDescriptions'?: Record<string, string>
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
}

export type Parameter = {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  description?: string
  schema: Schema
  examples?: Record<string, { value: unknown }>
}

export type Header = { $ref?: string; description?: string; required?: boolean; schema?: Schema }

export type Response = {
  $ref?: string
  description?: string
  headers?: Record<string, Header>
  content?: Record<string, { schema?: Schema; examples?: Record<string, { summary?: string; value: unknown }> }>
}

export type Operation = {
  operationId: string
  summary: string
  description: string
  parameters: Parameter[]
  responses: Record<string, Response>
}

export type OpenApiDocument = {
  info: { title: string; summary: string; description: string }
  tags?: { name: string; 'x-displayName'?: string; description?: string }[]
  paths: Record<string, Record<string, Operation>>
  'x-error-codes'?: Record<string, { meaning: string; retry: boolean; action: string }>
}

/** Follows `$ref` inside the document. Members beside the `$ref` win, as JSON Schema 2020-12 reads them together. */
export function resolveRef<T extends { $ref?: string }>(document: OpenApiDocument, node: T): T {
  if (node.$ref === undefined) return node
  const { $ref, ...beside } = node
  let target: unknown = document
  for (const key of $ref.slice(2).split('/')) {
    target = (target as Record<string, unknown> | undefined)?.[key.replaceAll('~1', '/').replaceAll('~0', '~')]
  }
  if (target === undefined) throw new Error(`The document has nothing at ${$ref}.`)
  return { ...resolveRef(document, target as T), ...beside }
}

/** A value that the document must have. Throws when it has none, naming what is missing. */
export function need<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The document has no ${what}.`)
  return value
}

/** An operation of the document with its method and path. */
export type LocatedOperation = { method: string; path: string; operation: Operation }

/** The operation with this `operationId`. */
export function findOperation(document: OpenApiDocument, operationId: string): LocatedOperation {
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (operation.operationId === operationId) return { method: method.toUpperCase(), path, operation }
    }
  }
  throw new Error(`The document has no operation ${operationId}.`)
}
