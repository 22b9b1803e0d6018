/** What the packages read of a bundle: its operations with every local reference followed. */

export type Schema = {
  type?: string
  format?: string
  minimum?: number
  maximum?: number
  enum?: string[]
  pattern?: string
  default?: string | number
}

export type Parameter = {
  name: string
  in: string
  required?: boolean
  schema: Schema
  examples?: Record<string, { value: string | number }>
  /** From a rule's name to the message of who breaks it, in the order in which the rules are checked. */
  'x-rule-messages'?: Record<string, string>
}

/** `x-query-constraints`: what flat parameters cannot say. */
export type Constraints = {
  emptyValue: string
  repeatedName: string
  unknownName: string
  integerLexeme: string
  dependentRequired: Record<string, string[]>
  ordered: [string, string][]
}

export type Response = {
  headers: Record<string, { required?: boolean; schema: object }>
  content: Record<string, { schema: object; examples: Record<string, { value: Record<string, unknown> }> }>
}

export type Operation = {
  operationId: string
  /** In capitals, as on the wire. */
  method: string
  /** The template, such as `/v3/{project_id}/tasklist`. */
  path: string
  parameters: Parameter[]
  constraints: Constraints
  responses: Record<string, Response>
}

/** A request as the examples of the parameters show it. */
export type Sample = { projectId: string; query: Record<string, string | number> }

const METHODS = ['get', 'put', 'post', 'delete', 'patch']
const SAMPLE = 'sample-request'

type Node = Record<string, unknown>

/** Every operation of a bundle. */
export function operations(bundle: object): Operation[] {
  const paths = (bundle as { paths: Record<string, Record<string, Node | undefined>> }).paths
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method]
      return operation ? [readOperation(bundle, path, method, operation)] : []
    }),
  )
}

function readOperation(bundle: object, path: string, method: string, operation: Node): Operation {
  const parameters = operation.parameters as Parameter[]
  const responses = Object.entries(operation.responses as Record<string, Response>)
  return {
    operationId: String(operation.operationId),
    method: method.toUpperCase(),
    path,
    parameters: parameters.map((parameter) => ({ ...parameter, schema: resolve(bundle, parameter.schema) })),
    constraints: operation['x-query-constraints'] as Constraints,
    responses: Object.fromEntries(responses.map(([status, response]) => [status, resolve(bundle, response)])),
  }
}

/** The object that a local reference leads to, or the object itself. */
export function resolve<T extends object>(bundle: object, node: T): T {
  const { $ref } = node as { $ref?: string }
  if ($ref === undefined) return node
  const found = $ref
    .slice('#/'.length)
    .split('/')
    .reduce<unknown>((at, step) => (at as Node | undefined)?.[step], bundle)
  if (found === undefined) throw new Error(`${$ref} leads nowhere in the bundle`)
  return found as T
}

/** The sample request of the original documentation: the values of the parameters that have one. */
export function sampleRequest({ parameters }: Operation): Sample {
  const values = (place: string) =>
    parameters.flatMap(({ name, in: where, examples }) => {
      const value = examples?.[SAMPLE]?.value
      return where === place && value !== undefined ? [[name, value] as const] : []
    })
  return { projectId: String(values('path')[0]?.[1]), query: Object.fromEntries(values('query')) }
}
