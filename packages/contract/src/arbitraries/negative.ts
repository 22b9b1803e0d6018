import type { Operation, Parameter, Schema } from '@rds-tasklist/spec/reader'
import fc from 'fast-check'
import { anyText } from './encoding.ts'
import { validValue } from './valid.ts'

/** Queries that each break one rule of one parameter and no other. `rule` is its name in the document. */
export type Negative = { parameter: string; rule: string; query: fc.Arbitrary<string> }

/** One for each rule of each query parameter that can be broken. */
export function negatives(operation: Operation): Negative[] {
  return operation.parameters
    .filter((parameter) => parameter.in === 'query')
    .flatMap((parameter) =>
      Object.keys(parameter['x-rule-messages'] ?? {}).flatMap((rule) => {
        const query = broken(operation, parameter, rule)
        return query ? [{ parameter: parameter.name, rule, query }] : []
      }),
    )
}

/** A rule that nothing can break by itself: below zero it is the sign that is wrong, for the lexeme of an integer has none. */
export function isUnreachable({ schema }: Parameter, rule: string): boolean {
  return rule === 'minimum' && schema.minimum === 0
}

function broken(operation: Operation, parameter: Parameter, rule: string): fc.Arbitrary<string> | undefined {
  const { name } = parameter
  const values = isUnreachable(parameter, rule) ? undefined : wrongValues(operation, parameter.schema)[rule]?.()
  if (values) return values.map((value) => `${name}=${encodeURIComponent(value)}`)
  return ACROSS[rule]?.(operation, parameter)
}

const INTEGER_LOOKALIKES = ['1.0', '1e1', '0x10', '+5', '05', ' 5', '5 ', '-1', '-0', 'null', 'NaN', '١', '５', '1_0']

/** Values that break a keyword, by its rule. */
function wrongValues({ constraints }: Operation, schema: Schema): Record<string, () => fc.Arbitrary<string>> {
  const { minimum = 0, maximum = 0, enum: list = [], pattern = '' } = schema
  const lexeme = new RegExp(constraints.integerLexeme, 'u')
  const notMatching = (expression: RegExp) => anyText.filter((text) => text !== '' && !expression.test(text))
  return {
    integerLexeme: () => fc.oneof(fc.constantFrom(...INTEGER_LOOKALIKES), notMatching(lexeme)),
    minimum: () => fc.integer({ min: 0, max: minimum - 1 }).map(String),
    maximum: () => fc.integer({ min: maximum + 1, max: 2 ** 31 - 1 }).map(String),
    int32: () => fc.bigInt({ min: 2n ** 31n, max: 2n ** 80n }).map(String),
    enum: () =>
      fc.oneof(
        fc.constantFrom(...list.flatMap((value) => [value.toLowerCase(), value.toUpperCase(), `${value} `])),
        anyText.filter((text) => text !== '' && !list.includes(text)),
      ),
    pattern: () =>
      fc.oneof(
        fc
          .stringMatching(new RegExp(pattern, 'u'))
          .chain((text) => fc.constantFrom(`${text}0`, text.slice(1), `-${text.slice(1)}`, `${text}\n`, ` ${text}`)),
        notMatching(new RegExp(pattern, 'u')),
      ),
  }
}

type Across = (operation: Operation, parameter: Parameter) => fc.Arbitrary<string>

/** Rules that speak of how a parameter is sent, or of others beside it. */
const ACROSS: Record<string, Across> = {
  encoding: (_, { name }) =>
    fc.constantFrom('%', '%f', '%ff', '%zz', '%c3%28', '%ed%a0%80').map((text) => `${name}=${text}`),
  repeatedName: (_, parameter) =>
    validValue(parameter)
      .filter((value) => value !== '')
      .map((value) => `${parameter.name}=${encodeURIComponent(value)}&${parameter.name}=${encodeURIComponent(value)}`),
  dependentRequired: ({ constraints }, parameter) =>
    fc
      .tuple(validValue(parameter), fc.constantFrom('', ...(constraints.dependentRequired[parameter.name] ?? [])))
      .map(([value, other]) => `${parameter.name}=${value}${other && `&${other}=`}`),
  ordered: ({ constraints }, parameter) => {
    const [, last = ''] = constraints.ordered.find(([first]) => first === parameter.name) ?? []
    return fc
      .uniqueArray(validValue(parameter), { minLength: 2, maxLength: 2, comparator: (a, b) => Number(a) === Number(b) })
      .map((two) => two.sort((a, b) => Number(b) - Number(a)))
      .map(([later, earlier]) => `${parameter.name}=${later}&${last}=${earlier}`)
  },
}
