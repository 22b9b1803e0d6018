import { expect, test } from 'vitest'
import type { Conformance } from '../conformance.ts'
import { behaviourRows, conformanceMarkdown } from './conformance-markdown.ts'

const RUN: Conformance = {
  date: '2026-01-02',
  seed: 7,
  targets: [
    { name: 'mock', requests: 5 },
    { name: 'service', requests: 9 },
  ],
  checks: [
    {
      name: 'past-the-end',
      sentence: 'It is dark.',
      rule: 'spec/openapi.yaml#/info/description, Behaviour: A lamp',
      outcomes: { mock: { outcome: 'differs', reason: 'it shines: it is new' }, service: { outcome: 'passed' } },
    },
    {
      name: 'gone',
      sentence: 'It is gone.',
      rule: 'spec/openapi.yaml#/paths/~1{a}',
      outcomes: {
        mock: { outcome: 'not applicable', reason: 'nothing goes' },
        service: { outcome: 'not applicable', reason: 'nothing goes' },
      },
    },
  ],
}
const BEHAVIOURS = behaviourRows(
  '| 问题 | 行为 |\n| --- | --- |\n| 灯 | 亮 |\n',
  '| Question | Answer |\n| --- | --- |\n| A lamp | On |\n',
)

test('each check has its outcome at each target and leads to its rule; each reason its targets and checks', () => {
  const markdown = conformanceMarkdown(RUN, BEHAVIOURS, 'zh-CN')
  expect(markdown).toContain('| `past-the-end` | It is dark. [行为：灯](#a-lamp) | ≠ 不同 | ✓ 通过 |')
  expect(markdown).toContain(
    '| `gone` | It is gone. [/paths/~1{a}](/zh-CN/openapi.json#/paths/~1%7Ba%7D) | – 不适用 | – 不适用 |',
  )
  expect(markdown).toContain('| `mock` | It shines: it is new | [`past-the-end`](#check-past-the-end) |')
  expect(markdown).toContain('| `mock`, `service` | Nothing goes | [`gone`](#check-gone) |')
  expect(markdown).toContain('| `service` | 9 | 1 | 0 | 0 | 0 | 1 |')
  expect(markdown).toContain('2026-01-02')
})

test('without a recorded run the page says so', () => {
  expect(conformanceMarkdown(undefined, BEHAVIOURS, 'en')).toContain('No run of the conformance suite is recorded.')
})
