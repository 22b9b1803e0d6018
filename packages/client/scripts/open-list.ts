import { type OpenApiDocument, refName } from './document.ts'

/** The list of an open value, which the document writes as `anyOf: [<value list>, {type: string}]`; of other nodes nothing. */
export function openListRef(node: unknown, document: OpenApiDocument): string | undefined {
  if (typeof node !== 'object' || node === null || !('anyOf' in node) || !Array.isArray(node.anyOf)) return undefined
  const [list, rest, ...others] = node.anyOf
  const isAnyString = rest?.type === 'string' && Object.keys(rest).length === 1
  if (others.length > 0 || !isAnyString || typeof list.$ref !== 'string') return undefined
  return document.components.schemas[refName(list.$ref)]?.enum === undefined ? undefined : list.$ref
}
