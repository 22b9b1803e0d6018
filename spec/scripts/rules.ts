import { type Json, type JsonObject, objectAt, resolve } from './json.ts'
import { operations, parameters } from './operations.ts'
import { SpecProblems } from './problems.ts'

/** A rule of a parameter or property: its name in `x-request-rules` and what its sentence has to name. */
export type Rule = { name: string; values: Record<string, string | string[]> }

/** Rules that a parameter states for the reader only: who breaks them is told so by another parameter. */
const DESCRIBED_ONLY = ['requiredBy']

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
  const dependentRequired = objectAt(constraints, ['dependentRequired']) as Record<string, string[]>
  const requiredBy = Object.keys(dependentRequired).filter((other) => dependentRequired[other]?.includes(name))
  const ordered = (constraints.ordered as [string, string][]).filter(([first]) => first === name)
  return {
    before: objectAt(parameter, ['schema']).type === 'integer' ? [{ name: 'integerLexeme', values: {} }] : [],
    after: [
      ...rule('dependentRequired', dependentRequired[name]),
      ...requiredBy.flatMap((other) => rule('requiredBy', other)),
      ...ordered.flatMap(([, last]) => rule('ordered', last)),
    ],
  }
}

/** What any query parameter can break, whatever its schema says. */
const WIRE_RULES: Rule[] = [
  { name: 'encoding', values: {} },
  { name: 'repeatedName', values: {} },
]

/** `described` stands in the description, `checked` in the messages of a 400. */
type ParameterRules = { parameter: JsonObject; schema: JsonObject; described: Rule[]; checked: Rule[] }

export function parameterRules(document: JsonObject): ParameterRules[] {
  return operations(document).flatMap((operation) =>
    parameters(operation).map((parameter) => {
      const schema = resolve(document, objectAt(parameter, ['schema']))
      const keywords = keywordRules(schema)
      if (parameter.in !== 'query') return { parameter, schema, described: keywords, checked: keywords }
      const { before, after } = constraintRules({ ...parameter, schema }, objectAt(operation, ['x-query-constraints']))
      const described = [...before, ...keywords, ...after]
      const checked = [...WIRE_RULES, ...described.filter(({ name }) => !DESCRIBED_ONLY.includes(name))]
      return { parameter, schema, described, checked }
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
