import bundle from '@rds-tasklist/spec/openapi.json' with { type: 'json' }

export type Schema = {
  $ref?: string
  type?: string
  format?: string
  minimum?: number
  maximum?: number
  enum?: string[]
  pattern?: string
}
export type Parameter = {
  name: string
  in: string
  schema: Schema
  examples?: Record<string, { value: string | number }>
}
export type Constraints = {
  integerLexeme: string
  dependentRequired: Record<string, string[]>
  ordered: [string, string][]
}
export type Operation = {
  operationId: string
  method: string
  path: string
  parameters: Parameter[]
  constraints: Constraints
  statuses: number[]
}

export { bundle }

const METHODS = ['get', 'put', 'post', 'delete', 'patch']

type PathItem = Record<string, Record<string, unknown>>

/** Every operation of the bundle, its parameters resolved. */
export const operations: Operation[] = Object.entries(bundle.paths as unknown as Record<string, PathItem>).flatMap(
  ([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method]
      if (!operation) return []
      const parameters = operation.parameters as Parameter[]
      return {
        operationId: String(operation.operationId),
        method: method.toUpperCase(),
        path,
        parameters: parameters.map((parameter) => ({ ...parameter, schema: resolve(parameter.schema) })),
        constraints: operation['x-query-constraints'] as Constraints,
        statuses: Object.keys(operation.responses as object).map(Number),
      }
    }),
)

/** The object that a local reference leads to, or the object itself. */
export function resolve<T extends object>(node: T): T {
  const ref = (node as { $ref?: string }).$ref
  if (ref === undefined) return node
  const steps = ref.slice('#/'.length).split('/')
  return steps.reduce((at, step) => (at as Record<string, object>)[step] as object, bundle as object) as T
}
