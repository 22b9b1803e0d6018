import { expect, test } from 'vitest'
import { readOptions } from './options.ts'
import { FULL, QUICK } from './scale.ts'

const names = ['service', 'growth', 'mock']

test('without options everything is measured in full', () => {
  expect(readOptions([], names)).toEqual({ figures: names, scale: FULL, whole: true })
})

test('--only can be repeated; what is measured keeps its order, and does not stand for all', () => {
  const options = readOptions(['--only', 'mock', '--only=service'], names)
  expect(options).toEqual({ figures: ['service', 'mock'], scale: FULL, whole: false })
})

test('--quick does not stand for all either', () => {
  expect(readOptions(['--quick'], names)).toEqual({ figures: names, scale: QUICK, whole: false })
})

test('help is no measurement', () => {
  expect(readOptions(['--only', 'nothing', '-h'], names)).toBeUndefined()
})

test.each([
  [['--fast'], "Unknown option '--fast'. See --help."],
  [['--only', 'nothing'], 'There is no figure "nothing". There are service, growth, mock.'],
  [['--quick=yes'], "Option '--quick' does not take an argument. See --help."],
  [['mock'], "Unexpected argument 'mock'. See --help."],
])('%j is refused', (args, message) => {
  expect(() => readOptions(args, names)).toThrow(message)
})
