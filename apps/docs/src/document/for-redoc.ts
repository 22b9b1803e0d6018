import { type Language, pagePath } from '../languages.ts'
import { headingIds, withHeadingIds } from './heading-ids.ts'
import { type OpenApiDocument, resolveRef, type Schema } from './openapi.ts'

/**
 * Redoc draws `if`/`then` as "One of: case 1 | case 2" and hides all fields of the object behind a button. The rule they
 * state is in the descriptions as well.
 */
const UNREADABLE = ['if', 'then', 'else', 'dependentSchemas']

/** Redoc shows them beside the type, and the sentences that the bundle derives from them stand right below. */
const STATED = ['minimum', 'maximum', 'pattern', 'default']

/** A line of code that is marked by four spaces: Redoc reads it as a paragraph. */
const INDENTED_CODE = /(?<=\n\n) {4}(\S.*)/g

const EXPLORER_LINK = '](explorer/)'

/** The document as Redoc should read it. What machines download is the untouched bundle. */
export function documentForRedoc(
  document: OpenApiDocument,
  language: Language,
  english: OpenApiDocument,
): OpenApiDocument {
  let links = 0
  const rewrite = (node: unknown): unknown => {
    if (typeof node === 'string') {
      const text = node.replace(INDENTED_CODE, '```\n$1\n```')
      if (!text.includes(EXPLORER_LINK)) return text
      links += 1
      return text.replaceAll(EXPLORER_LINK, `](${pagePath(language, 'explorer/')})`)
    }
    if (Array.isArray(node)) return node.map(rewrite)
    if (node === null || typeof node !== 'object') return node
    const opened = openList(document, node)
    const left = 'type' in opened && typeof opened.type === 'string' ? [...UNREADABLE, ...STATED] : UNREADABLE
    const kept = Object.entries(opened).filter(([key]) => !left.includes(key))
    return Object.fromEntries(kept.map(([key, value]) => [key, rewrite(value)]))
  }
  const result = rewrite(document) as OpenApiDocument
  if (links === 0) throw new Error(`No description links to the API Explorer with "${EXPLORER_LINK}".`)
  result.info.description = withHeadingIds(result.info.description, headingIds(english.info.description))
  return result
}

/**
 * `anyOf: [list of values, string]` becomes a string with meanings: Redoc then shows the same table without the
 * buttons "Any of", the second of which hides it. The description says that other values are possible.
 */
function openList(document: OpenApiDocument, node: Schema): object {
  if (node.anyOf?.length !== 2) return node
  const [list, open] = node.anyOf.map((branch) => resolveRef(document, branch))
  if (!list?.['x-enumDescriptions'] || JSON.stringify(open) !== '{"type":"string"}') return node
  const { anyOf: _, ...rest } = node
  const { enum: values, ...described } = list
  return { ...described, 'x-extensible-enum': values, ...rest }
}
