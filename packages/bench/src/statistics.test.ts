import { expect, test } from 'vitest'
import { alternate, alternateWarm, median } from './statistics.ts'

test.each([
  [[7], 7],
  [[9, 1, 5], 5],
  [[10, 9, 1, 2], 5.5],
  [[100, 20, 3, 3, 3], 3],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected)
})

test('there is no median of nothing', () => {
  expect(() => median([])).toThrow('no median')
})

test('sides are measured in turns, and each keeps its results in order', async () => {
  const turns: string[] = []
  const side = (name: string) => async () => `${name}${turns.push(name)}`
  const results = await alternate(3, { a: side('a'), b: side('b') })
  expect(turns.join('')).toBe('ababab')
  expect(results).toEqual({ a: ['a1', 'a3', 'a5'], b: ['b2', 'b4', 'b6'] })
})

test('the results of the first round are left out where it only warms up', async () => {
  let turns = 0
  expect(await alternateWarm(2, { a: async () => turns++ })).toEqual({ a: [1, 2] })
})
