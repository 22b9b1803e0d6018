import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A schema as the generator reads it: only the keywords that it turns into code. */
export type SchemaObject = {
  $ref?: string
  title?: string
  type?: string
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  default?: unknown
  enum?: string[]
  required?: string[]
  properties?: Record<string, SchemaObject>
}

/** A parameter of the operation. */
export type ParameterObject = {
  name: string
  in: 'path' | 'query' | 'header'
  description: string
  schema: SchemaObject
}

/** The one operation of the document. */
export type OperationObject = {
  operationId: string
  parameters: ParameterObject[]
  responses: Record<string, { $ref: string }>
  'x-query-constraints'?: {
    integerLexeme?: string
    dependentRequired?: Record<string, string[]>
    ordered?: [string, string][]
  }
}

/** The bundle as the generator reads it. What it does not read is left out. */
export type OpenApiDocument = {
  openapi: string
  servers: { url: string; variables?: { region?: { enum: string[] } } }[]
  paths: Record<string, { get: OperationObject }>
  components: {
    schemas: Record<string, SchemaObject>
    responses: Record<
      string,
      {
        headers: Record<string, { $ref: string }>
        content: { 'application/json': { schema: { $ref: string } } }
      }
    >
    securitySchemes: Record<string, { name: string }>
  }
  'x-request-rules'?: { errorCode?: string; sentences?: Record<string, string>; rules: Record<string, string> }
  'x-error-codes'?: Record<string, { message?: string; meaning?: string; retry?: boolean; action?: string }>
}

/** The bundle that `@rds-tasklist/spec` builds: the one source of the generated files. The Chinese one gives texts only. */
export function readDocument(name: 'openapi' | 'openapi.zh-CN' = 'openapi'): OpenApiDocument {
  const path = fileURLToPath(import.meta.resolve(`@rds-tasklist/spec/${name}.json`))
  return JSON.parse(readFileSync(path, 'utf8')) as OpenApiDocument
}

/** The operation that the client is made for, and its path. */
export function listTasks(document: OpenApiDocument): { path: string; operation: OperationObject } {
  const found = Object.entries(document.paths).find(([, { get }]) => get?.operationId === 'ListTasks')
  const [path, { get: operation }] = need(found, 'operation ListTasks')
  return { path, operation }
}

/** `value`, or an error that says which part of the document the generator misses. */
export function need<T>(value: T | undefined, place: string): T {
  if (value === undefined) throw new Error(`The client cannot be generated: the document has no ${place}.`)
  return value
}

/** What a local reference such as `#/components/schemas/Task` points to, and the name at its end. */
export function resolve<T>(entries: Record<string, T>, $ref: string): T {
  return need(entries[refName($ref)], $ref)
}

/** `Task` of `#/components/schemas/Task`. */
export function refName($ref: string): string {
  return $ref.slice($ref.lastIndexOf('/') + 1)
}
