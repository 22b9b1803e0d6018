import fc from 'fast-check'

/** A name and a value before they are written into a query. */
export type QueryPair = readonly [name: string, value: string]

/** Ways to write the same text: a server has to decode all of them alike. */
const WRITERS: ((text: string) => string)[] = [
  encodeURIComponent,
  (text) => encodeURIComponent(text).replaceAll('%20', '+'),
  (text) => encodeURIComponent(text).replace(/%[\dA-F]{2}/g, (triplet) => triplet.toLowerCase()),
  (text) => Array.from(new TextEncoder().encode(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
]

/** Writes pairs into a query in one of several equal ways and in any order. */
export function written(pairs: fc.Arbitrary<QueryPair[]>): fc.Arbitrary<string> {
  return fc
    .tuple(
      pairs.chain((list) => fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
      fc.constantFrom(...WRITERS),
    )
    .map(([list, write]) => list.map(([name, value]) => `${write(name)}=${write(value)}`).join('&'))
}

/** Text that UTF-8 can hold: what a query can carry. */
export const anyText: fc.Arbitrary<string> = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .filter((text) => !/\p{Surrogate}/u.test(text))
