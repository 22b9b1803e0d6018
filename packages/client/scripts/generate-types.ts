import openapiTS, {
  astToString,
  type OpenAPI3,
  type OpenAPITSOptions,
  oapiRef,
  stringToAST,
  tsUnion,
} from 'openapi-typescript'
import type { OpenApiDocument } from './document.ts'
import { header } from './generated-header.ts'
import { openListRef } from './open-list.ts'

type Transform = NonNullable<OpenAPITSOptions['transform']>
type TypeNode = Exclude<ReturnType<Transform>, undefined | { schema: unknown }>

/** The text of `src/schema.gen.ts`: the document's schemas and its operation as types. */
export async function generateTypes(document: OpenApiDocument): Promise<string> {
  const nodes = await openapiTS(markOpenLists(document), {
    alphabetize: true,
    // A default in a response says nothing about what is sent: without this such a member would become required.
    defaultNonNullable: false,
    exportType: true,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    rootTypesKeepCasing: true,
    silent: true,
    transform: (schema) => (OPEN in schema ? openList(String(schema[OPEN])) : undefined),
  })
  return `${header('The types of the document.')}\n${astToString(nodes)}`
}

const OPEN = 'x-open-list'

/**
 * A copy in which every open value is a string with a mark.
 * The generator hands unmarked ones to its transform hook in properties only, not in parameters.
 */
function markOpenLists(document: OpenApiDocument): OpenAPI3 {
  const mark = (_: string, node: unknown) => {
    const $ref = openListRef(node, document)
    if ($ref === undefined) return node
    const { anyOf, ...others } = node as { anyOf: unknown }
    return { ...others, type: 'string', [OPEN]: $ref }
  }
  return JSON.parse(JSON.stringify(document), mark)
}

/**
 * `TaskStatus | (string & {})`: editors offer the listed values and any other string is accepted. The plain
 * `TaskStatus | string` collapses to `string` in the compiler.
 */
function openList($ref: string): TypeNode {
  // Parsed, because the compiler API that builds such a node belongs to the generator's own TypeScript.
  const [alias] = stringToAST('type AnyOther = string & {}') as { type: TypeNode }[]
  if (alias === undefined) throw new Error('openapi-typescript parsed a type alias to nothing.')
  return tsUnion([oapiRef($ref), alias.type])
}
