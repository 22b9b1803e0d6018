import { dependentRequired, ordered, queryParameters, requestRules, violationCode } from './document.gen.ts'
import { ApiError } from './errors.ts'
import type { WireQuery } from './query.ts'

type Keywords = { kind: string; minimum?: number; maximum?: number; format?: string; enum?: readonly string[] }
type Rule = keyof typeof requestRules

/**
 * Refuses a query that breaks a rule of the document, with the error that the service would give, in English, before it is sent.
 *
 * @throws {@link ApiError} with `status` 400 and no `attempts`.
 */
export function preflight(query: WireQuery): void {
  for (const [name, value] of Object.entries(query)) {
    const { minimum, maximum, format, enum: values }: Keywords = queryParameters[name as keyof WireQuery]
    const refuse = (rule: Rule, limit: unknown) => violate(name, rule, String(limit))
    if (minimum !== undefined && Number(value) < minimum) refuse('minimum', minimum)
    if (maximum !== undefined && Number(value) > maximum) refuse('maximum', maximum)
    if (format === 'int32' && (Number(value) | 0) !== Number(value)) refuse('int32', '')
    if (values && !values.includes(String(value))) refuse('enum', values.join(', '))
  }
  for (const [name, others] of Object.entries(dependentRequired)) {
    const missing = others.filter((other) => !(other in query))
    if (name in query && missing.length > 0) violate(name, 'dependentRequired', missing.join(', '))
  }
  for (const [first, last] of ordered) {
    if (Number(query[first]) > Number(query[last])) violate(first, 'ordered', last)
  }
}

function violate(parameter: string, rule: Rule, value: string): never {
  const text = requestRules[rule].replace(`{${rule}}`, value)
  const errorMessage = requestRules.message.replace('{parameter}', parameter).replace('{rule}', text)
  throw new ApiError(`The query was not sent: ${violationCode} ${errorMessage} Set preflight: false to send it.`, {
    status: 400,
    code: violationCode,
    errorMessage,
    requestId: undefined,
    bodyExcerpt: undefined,
    attempts: [],
  })
}
