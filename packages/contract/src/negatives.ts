import type { Constraints, Operation, Parameter, Schema } from '@rds-tasklist/spec/reader'

/** A query that breaks one rule of one parameter. `keyword` names the rule in the document. */
export type Negative = { parameter: string; keyword: string; query: string }

const LATER_FIRST = ['1748524501390', '1747919701390'] as const

/** Queries that each break one rule, derived from the keywords of every parameter and from `x-query-constraints`. */
export function negatives({ parameters, constraints }: Operation): Negative[] {
  const inQuery = parameters.filter((parameter) => parameter.in === 'query')
  return [...inQuery.flatMap(ofParameter), ...ofConstraints(constraints)]
}

function ofParameter(parameter: Parameter): Negative[] {
  const { name, schema } = parameter
  const values = Object.entries(wrongValues(schema)).flatMap(([keyword, list]) =>
    list.map((value) => ({ parameter: name, keyword, query: `${name}=${value}` })),
  )
  const right = Object.values(parameter.examples ?? {})[0]?.value
  return [
    ...values,
    { parameter: name, keyword: 'repeatedName', query: `${name}=${right}&${name}=${right}` },
    { parameter: name, keyword: 'encoding', query: `${name}=%ff` },
  ]
}

/** Values that break a keyword on the wire. A number written in another way than the lexeme is wrong too. */
function wrongValues({ type, format, minimum, maximum, enum: list, pattern }: Schema): Record<string, string[]> {
  return {
    ...(type === 'integer' && {
      integerLexeme: ['abc', '1.0', '1e1', '0x10', '%2B5', '+5', '05', '%20', '-1', 'null'],
    }),
    // Below zero it is the sign that is wrong: the lexeme of an integer has none.
    ...(minimum !== undefined && minimum > 0 && { minimum: [String(minimum - 1)] }),
    ...(maximum !== undefined && { maximum: [String(maximum + 1)] }),
    ...(format === 'int32' && maximum === undefined && { int32: [String(2 ** 31)] }),
    ...(list && { enum: ['Unheard', ...list.map((value) => value.toLowerCase())] }),
    ...(pattern && { pattern: ['yesterday', '2025-05-29T13:15:01Z', '0', '-1'] }),
  }
}

function ofConstraints({ dependentRequired, ordered }: Constraints): Negative[] {
  const [later, earlier] = LATER_FIRST
  return [
    ...Object.entries(dependentRequired).flatMap(([name, others]) => [
      { parameter: name, keyword: 'dependentRequired', query: `${name}=${earlier}` },
      ...others.map((other) => ({
        parameter: name,
        keyword: 'dependentRequired',
        query: `${name}=${earlier}&${other}=`,
      })),
    ]),
    ...ordered.map(([first, last]) => ({
      parameter: first,
      keyword: 'ordered',
      query: `${first}=${later}&${last}=${earlier}`,
    })),
  ]
}
