import { type DependentRequired, queryParameters } from './document.gen.ts'
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
  const names = Object.keys(queryParameters) as Name[]
  assertKnownNames('query parameter', query, names)
  // In the document's order, in which services judge: of several mistakes the preflight then names the same.
  const given = names.filter((name) => query[name] !== undefined && query[name] !== '')
  return Object.fromEntries(given.map((name) => [name, wireValue(name, query[name])]))
}

const TYPES = { integer: ['number'], string: ['string'], epochMilliseconds: ['Date', 'number', 'string'] }

function wireValue(name: Name, given: unknown): string | number {
  const { kind } = queryParameters[name]
  const types = TYPES[kind]
  const value = kind === 'epochMilliseconds' && given instanceof Date ? given.getTime() : given
  const refuse = (broken: string) => {
    throw new UsageError(`${name} must be ${broken}, not ${describe(value)}.`)
  }
  if (!types.includes(typeof value) || (typeof value === 'number' && !Number.isFinite(value))) {
    refuse(`a valid ${types.join(' or ')}`)
  }
  const wire = String(value)
  // UTF-8 cannot carry half of a surrogate pair.
  if (/\p{Surrogate}/u.test(wire)) refuse('valid Unicode')
  return kind === 'integer' ? Number(wire) : wire
}

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40))
  return typeof value === 'number' || value === null ? String(value) : typeof value
}
