import { type Json, type JsonObject, objectAt, resolve } from './json.ts'
import { operations, parameters } from './operations.ts'
import { SpecProblems } from './problems.ts'

/** A rule of a parameter or property: its name in `x-request-rules` and what its sentence has to name. */
export type Rule = { name: string; values: Record<string, string | string[]> }

/** The rules that the keywords of a schema state, in the order in which they are checked. */
export function keywordRules(schema: JsonObject): Rule[] {
  return [
    ...rule('minimum', schema.minimum),
    ...rule('maximum', schema.maximum),
    ...(schema.format === 'int32' && schema.maximum === undefined ? [{ name: 'int32', values: {} }] : []),
    ...rule('enum', schema.enum),
    ...patternRule(schema),
  ]
}

/** The rules of a parameter beyond its own keywords, from `x-query-constraints`. */
function constraintRules(parameter: JsonObject, constraints: JsonObject): { before: Rule[]; after: Rule[] } {
  const name = String(parameter.name)
  const required = objectAt(constraints, ['dependentRequired'])[name]
  const ordered = (constraints.ordered as [string, string][]).filter(([first]) => first === name)
  return {
    before: objectAt(parameter, ['schema']).type === 'integer' ? [{ name: 'integerLexeme', values: {} }] : [],
    after: [...rule('dependentRequired', required), ...ordered.flatMap(([, last]) => rule('ordered', last))],
  }
}

/** What any query parameter can break, whatever its schema says. */
const WIRE_RULES: Rule[] = [
  { name: 'encoding', values: {} },
  { name: 'repeatedName', values: {} },
]

type ParameterRules = { parameter: JsonObject; schema: JsonObject; wire: Rule[]; rules: Rule[] }

export function parameterRules(document: JsonObject): ParameterRules[] {
  return operations(document).flatMap((operation) =>
    parameters(operation).map((parameter) => {
      const schema = resolve(document, objectAt(parameter, ['schema']))
      if (parameter.in !== 'query') return { parameter, schema, wire: [], rules: keywordRules(schema) }
      const { before, after } = constraintRules({ ...parameter, schema }, objectAt(operation, ['x-query-constraints']))
      return { parameter, schema, wire: WIRE_RULES, rules: [...before, ...keywordRules(schema), ...after] }
    }),
  )
}

/** A pattern says little to a reader, so the sentence names what it stands for. */
function patternRule({ pattern, title }: JsonObject): Rule[] {
  if (pattern === undefined) return []
  if (typeof title !== 'string') throw new SpecProblems([`a schema with the pattern ${pattern} has no title`])
  return rule('pattern', pattern, { title })
}

function rule(name: string, value: Json | undefined, more: Record<string, string> = {}): Rule[] {
  if (value === undefined) return []
  return [{ name, values: { [name]: Array.isArray(value) ? value.map(String) : String(value), ...more } }]
}
