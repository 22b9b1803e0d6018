import { type Operation, type Response, resolve } from '@rds-tasklist/spec/reader'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { bundle } from '../bundle.ts'

/** A response as it came off the wire; the names of headers are lower case. */
export type WireResponse = { status: number; headers: Record<string, string | undefined>; body: string }

const ajv = new Ajv2020({ strict: true, allErrors: true })
addFormats.default(ajv)
// References lead through the document, so Ajv looks at its root as if it were a schema.
ajv.addVocabulary([...Object.keys(bundle), 'x-enumDescriptions'])
ajv.addSchema({ ...closed(structuredClone(bundle)), $id: 'bundle' })

/** What a response breaks of the document, one sentence each: status, content type, headers, body, undeclared members. */
export function responseProblems(operation: Operation, response: WireResponse): string[] {
  return [statusProblems, headerProblems, typeProblems, bodyProblems].flatMap((judge) => judge(operation, response))
}

export function statusProblems({ responses }: Operation, { status }: WireResponse): string[] {
  return responses[status] ? [] : [`status ${status} is not documented`]
}

/** An undocumented status has no headers, content type or body to compare with; {@link statusProblems} tells of it. */
function documentedFor(operation: Operation, { status }: WireResponse): Response {
  return operation.responses[status] ?? { headers: {}, content: {} }
}

export function headerProblems(operation: Operation, response: WireResponse): string[] {
  const { headers } = documentedFor(operation, response)
  return Object.entries(headers).flatMap(([name, header]) => {
    const { required, schema } = resolve(bundle, header)
    const text = response.headers[name.toLowerCase()]
    if (text === undefined) return required ? [`header ${name} is missing`] : []
    const value = (resolve(bundle, schema) as { type?: string }).type === 'integer' ? Number(text) : text
    return violations(schema, value).map((violation) => `header ${name} ${violation}`)
  })
}

export function typeProblems(operation: Operation, response: WireResponse): string[] {
  const { content } = documentedFor(operation, response)
  const type = typeOf(response)
  if (Object.keys(content).length === 0) return []
  const { 'content-type': whole = '', 'content-encoding': encoding } = response.headers
  const charset = /;\s*charset="?([^";]*)/i.exec(whole)?.[1] ?? 'utf-8'
  return [
    ...(content[type] ? [] : [`content type "${type}" is not documented`]),
    ...(charset.toLowerCase() === 'utf-8' ? [] : [`JSON is UTF-8, and the charset is said to be ${charset}`]),
    ...(encoding === undefined ? [] : [`content encoding ${encoding}, which nobody asked for`]),
  ]
}

function typeOf({ headers }: WireResponse): string {
  return headers['content-type']?.split(';')[0] ?? ''
}

/** Judges the body by the schema of its content type, or by that of the only documented one. */
export function bodyProblems(operation: Operation, response: WireResponse): string[] {
  const { content } = documentedFor(operation, response)
  const media = content[typeOf(response)] ?? Object.values(content)[0]
  if (!media) return []
  try {
    return violations(media.schema, JSON.parse(response.body)).map((violation) => `body${violation}`)
  } catch {
    return [`the body is no JSON: ${response.body.slice(0, 80)}`]
  }
}

const compiled = new WeakMap<object, ValidateFunction>()

function violations(schema: object, value: unknown): string[] {
  const validate = compiled.get(schema) ?? ajv.compile(absolute(schema))
  compiled.set(schema, validate)
  if (validate(value)) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

function absolute(schema: object): object {
  const { $ref, ...rest } = schema as { $ref?: string }
  return $ref === undefined ? rest : { $ref: `bundle${$ref}` }
}

/** A service may add members one day, but not before the document names them. */
function closed(document: typeof bundle): object {
  for (const schema of Object.values(document.components.schemas)) {
    if ('properties' in schema) Object.assign(schema, { unevaluatedProperties: false })
  }
  return document
}
