import { _, Ajv2020, type CodeKeywordDefinition, type KeywordCxt, stringify } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'
import { listTasks, type OpenApiDocument, refName, resolve, type SchemaObject } from './document.ts'
import { openListRef } from './open-list.ts'

/** Whether a value is in the list. The code of Ajv's own keywords would look into the schema, so all of it would be bundled. */
const isListed = {
  schemaType: 'array' as const,
  code: (context: KeywordCxt) => context.fail(_`!${stringify(context.schema)}.includes(${context.data})`),
}

/** What the document names, which others may join: JSON Schema can only say that they may not. */
const KEYWORDS: CodeKeywordDefinition[] = [
  { ...isListed, keyword: 'enum', error: { message: 'must be one of the values that the document lists' } },
  { ...isListed, keyword: 'knownValues', type: 'string', error: { message: 'is no value that the document lists' } },
  {
    keyword: 'knownMembers',
    schemaType: 'array',
    type: 'object',
    error: {
      message: 'is no member that the document lists',
      params: ({ params }) => _`{unknownProperty: ${params.name}}`,
    },
    code(context) {
      const { gen, data, schema } = context
      gen.forIn('name', data, (name) => {
        context.setParams({ name })
        gen.if(_`!${stringify(schema)}.includes(${name})`, () => context.error())
      })
    },
  },
]

/**
 * The text of a module with a validator for each status of the document: Ajv's standalone code, which needs neither Ajv nor
 * `eval`. Members and values that the document does not name break it as well, so that who reads the errors can tell them apart.
 */
export function generateValidators(document: OpenApiDocument): string {
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false, code: { source: true, esm: true, lines: true } })
  ajv.removeKeyword('enum')
  for (const keyword of KEYWORDS) ajv.addKeyword(keyword)
  const names = schemaNames(document)
  const distinct = [...new Set(Object.values(names))]
  for (const name of distinct) ajv.addSchema(closed(document, { $ref: name }), name)
  const code = standalone.default(ajv, Object.fromEntries(distinct.map((name) => [name, name])))
  const entries = Object.entries(names).map(([status, name]) => `${status}: ${name}`)
  const [, needed] = /require\("([^"]+)"\)/.exec(code) ?? []
  if (needed !== undefined) throw new Error(`A response has a keyword whose validator needs ${needed} at run time.`)
  // Nobody reads the places in the schema.
  const shortened = code.replace(/schemaPath:"[^"]*",/g, '')
  return `${shortened}\nexport const validators = { ${entries.join(', ')} }\n`
}

/** From each status to the name of the schema of its body. */
function schemaNames(document: OpenApiDocument): Record<string, string> {
  const responses = Object.entries(listTasks(document).operation.responses)
  const nameOf = ($ref: string) =>
    refName(resolve(document.components.responses, $ref).content['application/json'].schema.$ref)
  return Object.fromEntries(responses.map(([status, { $ref }]) => [status, nameOf($ref)]))
}

/** The schema by itself, with nothing left open: neither the members of an object nor the list of an open value. */
function closed(document: OpenApiDocument, schema: object): object {
  return JSON.parse(JSON.stringify(schema, (name, node) => closedNode(document, name, node)))
}

function closedNode(document: OpenApiDocument, name: string, node: unknown): unknown {
  // Texts for readers. A member that is called so is an object here.
  if (typeof node === 'string' && (name === 'title' || name === 'description')) return undefined
  const list = openListRef(node, document)
  if (list !== undefined) return { type: 'string', knownValues: resolve(document.components.schemas, list).enum }
  const { $ref, ...others } = (node ?? {}) as SchemaObject
  if ($ref !== undefined)
    return closedNode(document, name, { ...resolve(document.components.schemas, $ref), ...others })
  if (others.type === 'object') return { knownMembers: Object.keys(others.properties ?? {}), ...others }
  // Its own form of the format would have to be imported.
  if (others.format === 'int32') return { minimum: -(2 ** 31), maximum: 2 ** 31 - 1, ...others, format: undefined }
  return node
}
