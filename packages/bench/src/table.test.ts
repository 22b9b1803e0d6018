import { expect, test } from 'vitest'
import { compare } from './row.ts'
import { tableOf } from './table.ts'

test('a table has its columns in line, three digits, and below it what was not measured', () => {
  const faster = { name: 'service', peer: 'bare Fastify', unit: 'answers/s', goal: { atLeast: 0.7 } }
  const smaller = { name: 'memory', peer: 'prism mock', unit: 'MB' }
  const slower = { name: 'start', peer: 'prism mock', unit: 'ms', goal: { atMost: 0.6 } }
  const rows = [
    compare(faster, { ours: [12_345.6], theirs: [15_000] }),
    compare(smaller, { ours: [50], theirs: [20_000] }),
    compare(slower, { ours: [70], theirs: [100] }),
    { name: 'mock', notMeasured: 'npm could not install it' },
  ]
  expect(tableOf(rows)).toBe(`\
| what    | ours             | peer         | theirs           | ratio   | goal   | met? |
| ------- | ---------------- | ------------ | ---------------- | ------- | ------ | ---- |
| service | 12,300 answers/s | bare Fastify | 15,000 answers/s | 0.823×  | ≥ 0.7× | yes  |
| memory  | 50 MB            | prism mock   | 20,000 MB        | 0.0025× |        |      |
| start   | 70 ms            | prism mock   | 100 ms           | 0.7×    | ≤ 0.6× | no   |
| mock    | not measured     |              |                  |         |        |      |

mock: not measured: npm could not install it`)
})
