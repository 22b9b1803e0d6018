import { expect, test } from 'vitest'
import { attempt, compare, type Goal } from './row.ts'

const names = { name: 'ours', peer: 'theirs', unit: 's' }

test('a row compares the medians of the rounds and keeps them', () => {
  const rounds = { ours: [30, 10, 20], theirs: [1000, 40, 30] }
  expect(compare(names, rounds)).toEqual({ ...names, ours: 20, theirs: 40, ratio: 0.5, rounds })
})

test.each<[Goal, boolean]>([
  [{ atLeast: 2 }, true],
  [{ atLeast: 2.1 }, false],
  [{ atMost: 2 }, true],
  [{ atMost: 1.9 }, false],
])('a ratio of 2 and the goal %j: met is %s', (goal, met) => {
  expect(compare({ ...names, goal }, { ours: [4], theirs: [2] })).toMatchObject({ goal, met })
})

test('what fails becomes a row that says why', async () => {
  const failing = async () => {
    throw new Error('no registry')
  }
  expect(await attempt('mock', failing)).toEqual([{ name: 'mock', notMeasured: 'no registry' }])
})
