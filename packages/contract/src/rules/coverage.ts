import { type Operation, type Parameter, resolve } from '@rds-tasklist/spec/reader'
import { bundle } from '../bundle.ts'

/** What says nothing that a value could break. */
const ANNOTATIONS = ['type', 'default', 'title', 'description', 'examples', 'x-enumDescriptions', 'format', 'anyOf']

/** Members of `x-query-constraints` that are rules of single parameters; any other must have a case of its own. */
const OF_PARAMETERS = ['repeatedName', 'integerLexeme', 'dependentRequired', 'ordered']

/** Every rule that a run must have a case of, as `PARAMETER RULE`: read from the schemas, whoever knows how to break them. */
export function rulesToTry({ parameters, constraints }: Operation): string[] {
  const ofParameters = parameters.flatMap((parameter) => {
    const inQuery = parameter.in === 'query' ? queryRules(parameter, constraints) : []
    return [...inQuery, ...keywords(parameter.schema)].map((rule) => `${parameter.name} ${rule}`)
  })
  const others = Object.keys(constraints).filter((member) => !OF_PARAMETERS.includes(member))
  return [...ofParameters, ...others.map((member) => `x-query-constraints ${member}`)]
}

function queryRules({ name, schema }: Parameter, { dependentRequired, ordered }: Operation['constraints']): string[] {
  return [
    'encoding',
    'repeatedName',
    ...(schema.type === 'integer' ? ['integerLexeme'] : []),
    ...(name in dependentRequired ? ['dependentRequired'] : []),
    ...(ordered.some(([first]) => first === name) ? ['ordered'] : []),
  ]
}

function keywords(schema: Parameter['schema'] & { anyOf?: object[] }): string[] {
  const { anyOf = [], format, minimum, maximum } = schema
  const isOpen = anyOf.some((branch) => keywords(resolve(bundle, branch)).length === 0)
  return [
    ...Object.keys(schema).filter((keyword) => !ANNOTATIONS.includes(keyword) && !isUnbreakable(keyword, minimum)),
    ...(anyOf.length > 0 && !isOpen ? ['anyOf'] : []),
    // A maximum is broken before the format is.
    ...(format !== undefined && maximum === undefined ? [format] : []),
  ]
}

/** Below zero it is the sign that is wrong: the lexeme of an integer has none. */
function isUnbreakable(keyword: string, minimum: number | undefined): boolean {
  return keyword === 'minimum' && minimum === 0
}
