import { isObject, type JsonObject, objectAt, resolve, walk } from './json.ts'
import { operations, parameters } from './operations.ts'

/** What a query parameter may say, by its type. `packages/query` enforces these; another keyword would be a promise only. */
const KEYWORDS: Record<string, string[]> = {
  string: ['enum', 'pattern'],
  integer: ['format', 'minimum', 'maximum'],
}
const ANNOTATIONS = ['type', 'default', 'title', 'description', 'examples', 'x-enumDescriptions']
const FORMATS = ['int32']

/** Query parameters whose rules nobody would enforce, and lists of values without a meaning for each. */
export function parameterProblems(document: JsonObject): string[] {
  const inQuery = operations(document).flatMap((operation) => parameters(operation).filter((one) => one.in === 'query'))
  return [...inQuery.flatMap((parameter) => ruleProblems(document, parameter)), ...meaningProblems(document)]
}

function ruleProblems(document: JsonObject, parameter: JsonObject): string[] {
  const schema = resolve(document, objectAt(parameter, ['schema']))
  const name = `query parameter ${parameter.name}`
  const known = KEYWORDS[String(schema.type)]
  if (!known) return [`${name}: type ${schema.type} is not enforced, only ${Object.keys(KEYWORDS).join(' and ')} are`]
  const unknown = Object.keys(schema).filter((key) => ![...known, ...ANNOTATIONS].includes(key))
  return [
    ...unknown.map((key) => `${name}: ${key} is not enforced for a ${schema.type}, only ${known.join(', ')} are`),
    ...(schema.format === undefined || FORMATS.includes(String(schema.format))
      ? []
      : [`${name}: format ${schema.format} is not enforced, only ${FORMATS.join(', ')} is`]),
    ...(parameter.required ? [`${name}: required is not enforced, query parameters are optional`] : []),
  ]
}

function meaningProblems(document: JsonObject): string[] {
  const problems: string[] = []
  walk(objectAt(document, ['components', 'schemas']), (schema, [name, ...deeper]) => {
    if (deeper.length > 0 || !Array.isArray(schema.enum)) return
    const meanings = schema['x-enumDescriptions']
    const missing = schema.enum.filter((value) => !isObject(meanings) || meanings[String(value)] === undefined)
    if (missing.length > 0) problems.push(`schema ${name}: x-enumDescriptions has no meaning of ${missing.join(', ')}`)
  })
  return problems
}
