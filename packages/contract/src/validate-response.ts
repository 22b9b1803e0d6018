import { type Operation, type Response, resolve } from '@rds-tasklist/spec/reader'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { bundle } from './bundle.ts'

/** A response as it came off the wire; the names of headers are lower case. */
export type WireResponse = { status: number; headers: Record<string, string | undefined>; body: string }

const ajv = new Ajv2020({ strict: true, allErrors: true })
addFormats.default(ajv)
// References lead through the document, so Ajv looks at its root as if it were a schema.
ajv.addVocabulary([...Object.keys(bundle), 'x-enumDescriptions'])
ajv.addSchema({ ...closed(structuredClone(bundle)), $id: 'bundle' })

/** What a response breaks of the document, one sentence each: status, content type, headers, body, undeclared members. */
export function responseProblems(operation: Operation, response: WireResponse): string[] {
  const documented = operation.responses[response.status]
  if (!documented) return [`status ${response.status} is not documented`]
  return [...headerProblems(documented, response), ...contentProblems(documented, response)]
}

function headerProblems({ headers }: Response, response: WireResponse): string[] {
  return Object.entries(headers).flatMap(([name, header]) => {
    const { required, schema } = resolve(bundle, header)
    const text = response.headers[name.toLowerCase()]
    if (text === undefined) return required ? [`header ${name} is missing`] : []
    const value = (resolve(bundle, schema) as { type?: string }).type === 'integer' ? Number(text) : text
    return violations(schema, value).map((violation) => `header ${name} ${violation}`)
  })
}

function contentProblems({ content }: Response, { headers, body }: WireResponse): string[] {
  const type = headers['content-type']?.split(';')[0] ?? ''
  const media = content[type]
  if (!media) return [`content type "${type}" is not documented`]
  try {
    return violations(media.schema, JSON.parse(body)).map((violation) => `body${violation}`)
  } catch {
    return [`the body is no JSON: ${body.slice(0, 80)}`]
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
