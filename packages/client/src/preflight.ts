import {
  dependentRequired,
  epochMillisecondsPattern,
  integerPattern,
  ordered,
  queryParameters,
  requestRules,
  violationCode,
} from './document.gen.ts'
import { ApiError } from './errors.ts'
import type { WireQuery } from './query.ts'

type Keywords = { kind: string; minimum?: number; maximum?: number; format?: string; enum?: readonly string[] }
type Rule = keyof typeof requestRules

const FORMS: Record<string, { pattern: string; rule: Rule } | undefined> = {
  integer: { pattern: integerPattern, rule: 'integerLexeme' },
  epochMilliseconds: { pattern: epochMillisecondsPattern, rule: 'epochMilliseconds' },
}

/**
 * Refuses a query that breaks a rule of the document, with the error that the service would give, in English, before it is sent.
 *
 * @throws {@link ApiError} with `status` 400 and no `attempts`.
 */
export function preflight(query: WireQuery): void {
  for (const [name, value] of Object.entries(query)) {
    const {
      kind,
      minimum = -Infinity,
      maximum = Infinity,
      format,
      enum: values,
    }: Keywords = queryParameters[name as keyof WireQuery]
    const form = FORMS[kind]
    if (form && !new RegExp(form.pattern).test(String(value))) violate(name, form.rule, '')
    const number = Number(value)
    if (number < minimum) violate(name, 'minimum', minimum)
    if (number > maximum) violate(name, 'maximum', maximum)
    if (format === 'int32' && (number | 0) !== number) violate(name, 'int32', '')
    if (values && !values.includes(String(value))) violate(name, 'enum', values.join(', '))
  }
  for (const [name, others] of Object.entries(dependentRequired)) {
    const missing = others.filter((other) => !(other in query))
    if (name in query && missing.length > 0) violate(name, 'dependentRequired', missing.join(', '))
  }
  for (const [first, last] of ordered) {
    if (Number(query[first]) > Number(query[last])) violate(first, 'ordered', last)
  }
}

function violate(parameter: string, rule: Rule, value: string | number): never {
  const text = requestRules[rule].replace(`{${rule}}`, String(value))
  const errorMessage = requestRules.message.replace('{parameter}', parameter).replace('{rule}', text)
  throw new ApiError(`The query was not sent: ${violationCode} ${errorMessage} Set preflight: false to send it.`, {
    status: 400,
    code: violationCode,
    errorMessage,
    attempts: [],
  })
}
