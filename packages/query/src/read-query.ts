import type { Parameter } from '@rds-tasklist/spec/reader'
import { CROSS_CHECKS, VALUE_CHECKS } from './checks.ts'
import { errorCode, type Message, parameters, ruleMessage } from './document.ts'
import { readWire, type WireValues } from './wire.ts'

/**
 * A query that keeps every rule of the document, with its defaults filled in. Whole numbers are numbers, the rest stays the text that
 * was sent. The client has the names as types; here they would be a cycle, because the client brings these rules in its fake.
 */
export type Query = { offset: number; limit: number } & { [name: string]: string | number | undefined }

/** The rule that a request breaks: what to answer, in every language. */
export type Violation = { parameter: string; rule: string; errorCode: string; message: Message }

export type QueryResult = { ok: true; query: Query } | { ok: false; violation: Violation }
export type ProjectIdResult = { ok: true; projectId: string } | { ok: false; violation: Violation }

const queryParameters = parameters.filter((parameter) => parameter.in === 'query')
const pathParameters = parameters.filter((parameter) => parameter.in === 'path')

/**
 * Reads a raw query string (the part of a URL after `?`) by the request rules of the document: keywords of the parameters,
 * `x-query-constraints`, and the order in which `x-rule-messages` lists the rules. Reports the first violation in the
 * document's order of parameters; rules between parameters come last. Never throws.
 */
export function readQuery(rawQuery: string): QueryResult {
  const wire = readWire(rawQuery)
  const values = new Map<string, string>()
  for (const parameter of queryParameters) {
    const sent = wire.get(parameter.name)
    if (!sent) continue
    const rule = brokenRule(parameter, sent)
    if (rule) return { ok: false, violation: violation(parameter.name, rule) }
    values.set(parameter.name, String(sent[0]))
  }
  const crossed = crossViolation(values)
  return crossed ? { ok: false, violation: crossed } : { ok: true, query: typed(values) }
}

/** Reads the project ID as it stands in the path, still percent-encoded, by the pattern of the document. */
export function readProjectId(segment: string): ProjectIdResult {
  for (const parameter of pathParameters) {
    const rule = brokenValueRule(parameter, segment)
    if (rule) return { ok: false, violation: violation(parameter.name, rule) }
  }
  return { ok: true, projectId: segment }
}

function brokenRule(parameter: Parameter, sent: WireValues): string | undefined {
  const [value] = sent
  if (sent.includes(undefined) || value === undefined) return 'encoding'
  if (sent.length > 1) return 'repeatedName'
  return brokenValueRule(parameter, value)
}

function brokenValueRule(parameter: Parameter, value: string): string | undefined {
  return rulesOf(parameter).find((rule) => VALUE_CHECKS[rule] && !VALUE_CHECKS[rule](value, parameter.schema))
}

function crossViolation(values: Map<string, string>): Violation | undefined {
  for (const parameter of queryParameters.filter(({ name }) => values.has(name))) {
    const rule = rulesOf(parameter).find((name) => CROSS_CHECKS[name] && !CROSS_CHECKS[name](parameter.name, values))
    if (rule) return violation(parameter.name, rule)
  }
  return undefined
}

function rulesOf(parameter: Parameter): string[] {
  return Object.keys(parameter['x-rule-messages'] ?? {})
}

function violation(parameter: string, rule: string): Violation {
  return { parameter, rule, errorCode, message: ruleMessage(parameter, rule) }
}

function typed(values: Map<string, string>): Query {
  const entries = queryParameters.flatMap(({ name, schema }) => {
    const value = values.get(name) ?? schema.default
    if (value === undefined) return []
    return [[name, schema.type === 'integer' ? Number(value) : value]]
  })
  return Object.fromEntries(entries) as Query
}
