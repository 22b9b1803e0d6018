import {
  type DependentRequired,
  epochMillisecondsPattern,
  integerPattern,
  queryParameters,
  requestRules,
} from './document.gen.ts'
import { UsageError } from './errors.ts'
import { assertKnownNames } from './known-names.ts'
import type { operations } from './schema.gen.ts'

/** The query as the document types it: what goes on the wire. */
export type WireQuery = NonNullable<operations['ListTasks']['parameters']['query']>

type Name = keyof WireQuery

type TimeName = {
  [K in Name]: (typeof queryParameters)[K]['kind'] extends 'epochMilliseconds' ? K : never
}[Name]

type QueryValues = {
  [K in keyof WireQuery]: (K extends TimeName ? Date | number | string : WireQuery[K]) | undefined
}

/**
 * The filters and the page of a list, by the names of the document. `undefined` and `''` count as absent.
 *
 * `start_time` and `end_time` take a `Date`, milliseconds since 1970, or the digits of the wire. A `start_time` without an
 * `end_time` does not compile (`x-query-constraints` of the document).
 */
export type ListQuery = QueryValues & DependentRequired

/**
 * The query as it goes on the wire. Only what has no form there is refused, together with unknown names. The document's rules
 * are those of `preflight`.
 *
 * @throws {@link UsageError}
 */
export function wireQuery(query: ListQuery): WireQuery {
  assertKnownNames('query parameter', query, Object.keys(queryParameters))
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(entries.map(([name, value]) => [name, wireValue(name as Name, value)]))
}

const KINDS = {
  integer: { types: ['number'], pattern: integerPattern, rule: requestRules.integerLexeme },
  string: { types: ['string'], pattern: '', rule: '' },
  epochMilliseconds: {
    types: ['Date', 'number', 'string'],
    pattern: epochMillisecondsPattern,
    rule: requestRules.epochMilliseconds,
  },
}

function wireValue(name: Name, given: unknown): string | number {
  const { kind } = queryParameters[name]
  const { types, pattern, rule } = KINDS[kind]
  const value = kind === 'epochMilliseconds' && given instanceof Date ? given.getTime() : given
  const refuse = (broken: string) => {
    throw new UsageError(`${name} ${broken}, not ${describe(value)}.`)
  }
  if (!types.includes(typeof value)) refuse(`must be a ${types.join(' or ')}`)
  const wire = String(value)
  if (!new RegExp(pattern).test(wire)) refuse(rule)
  // UTF-8 cannot carry half of a surrogate pair.
  if (/\p{Surrogate}/u.test(wire)) refuse('must be valid Unicode')
  return kind === 'integer' ? Number(wire) : wire
}

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40))
  return typeof value === 'number' || value === null ? String(value) : typeof value
}
