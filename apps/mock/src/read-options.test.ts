import { UsageError } from '@rds-tasklist/service/usage-error'
import { expect, test } from 'vitest'
import { readOptions } from './read-options.ts'

test('flags are read, and MOCK_PORT where --port is not there', () => {
  const args = [
    '--stateful',
    '--seed',
    '7',
    '--delay',
    '5-10',
    '--fault',
    '503:10',
    '--fault',
    'reset',
    '--host',
    '::1',
  ]
  expect(readOptions(args, { MOCK_PORT: '4711' })).toMatchObject({
    port: 4711,
    host: '::1',
    stateful: true,
    seed: 7,
    delay: { min: 5, max: 10 },
    faults: [
      { kind: '503', percent: 10 },
      { kind: 'reset', percent: 100 },
    ],
  })
  expect(readOptions(['--port', '1'], { MOCK_PORT: '4711' })).toMatchObject({ port: 1, stateful: false, faults: [] })
})

test.each(['--help', '-h'])('%s asks for nothing else', (flag) => {
  expect(readOptions([flag, '--stateful'], {})).toBeUndefined()
})

test.each([
  [['--port', 'abc'], /^"abc" is no port: .*--port or MOCK_PORT.*$/],
  [['--prot', '1'], /^Unknown option --prot\. Did you mean --port\?$/],
  [['--unheard-of'], /^Unknown option --unheard-of\. See --help\.$/],
  [['--port'], /^Option '--port <value>' argument missing\. See --help\.$/],
  [['extra'], /^Unexpected argument 'extra'.*$/],
  [['--seed', '-1'], /--seed.*$/],
  [['--seed=1.5'], /^"1\.5" is no seed: .*$/],
  [['--delay', '300-100'], /^"300-100" is no delay: .*the smaller one first\.$/],
  [['--delay', '60001'], /^"60001" is no delay: .*at most 60000.*$/],
  [['--fault', '418'], /^"418" is no kind of fault: choose one of 429, 500, 503, reset, truncated\.$/],
  [['--fault', '503:101'], /^"503:101" is no fault: .*$/],
])('%o is wrong usage', (args, message) => {
  expect(() => readOptions(args, {})).toThrow(message)
  expect(() => readOptions(args, {})).toThrow(UsageError)
})
