import { resolve } from '@rds-tasklist/spec/reader'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { documents, operations } from '../document.ts'

/** A response as it came off the wire; the names of headers are lower case. */
export type WireResponse = { status: number; headers: Record<string, string | undefined>; body: string }

const [operation] = operations
const bundle = structuredClone(documents['en-us'])
// A member that the document does not name must not slip out.
for (const schema of Object.values(bundle.components.schemas)) {
  if ('properties' in schema) Object.assign(schema, { unevaluatedProperties: false })
}
const ajv = new Ajv2020({ strict: true, allErrors: true })
addFormats.default(ajv)
// References lead through the document, so Ajv looks at its root as if it were a schema.
ajv.addVocabulary([...Object.keys(bundle), 'x-enumDescriptions'])
ajv.addSchema({ ...bundle, $id: 'bundle' })

/** What a response breaks of the document: status, headers, content type, body. Judged by an Ajv that the service does not use. */
export function responseProblems({ status, headers, body }: WireResponse, method = 'GET'): string[] {
  const documented = operation?.responses[status]
  if (!documented) return [`status ${status} is not documented`]
  const inHeaders = Object.entries(documented.headers).flatMap(([name, header]) => {
    const { schema } = resolve(bundle, header)
    const text = headers[name.toLowerCase()]
    if (text === undefined) return [`header ${name} is missing`]
    const { type } = resolve(bundle, schema) as { type?: string }
    return violations(schema, type === 'integer' ? Number(text) : text).map((one) => `header ${name} ${one}`)
  })
  const media = documented.content[headers['content-type'] ?? '']
  if (!media) return [...inHeaders, `content type "${headers['content-type']}" is not documented`]
  if (method === 'HEAD') return [...inHeaders, ...(body === '' ? [] : ['HEAD has a body'])]
  return [...inHeaders, ...violations(media.schema, JSON.parse(body)).map((one) => `body${one}`)]
}

const compiled = new WeakMap<object, ValidateFunction>()

function violations(schema: object, value: unknown): string[] {
  const { $ref } = schema as { $ref?: string }
  const validate = compiled.get(schema) ?? ajv.compile($ref === undefined ? schema : { $ref: `bundle${$ref}` })
  compiled.set(schema, validate)
  if (validate(value)) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
