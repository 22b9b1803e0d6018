import { expect, test } from 'vitest'
import { readConformance } from './conformance.ts'

test('every sentence of the recorded run has a Chinese one', async () => {
  const { checks = [] } = (await readConformance('zh-CN')) ?? {}
  expect(checks.length).toBeGreaterThan(30)
  const reasons = checks.flatMap(({ outcomes }) => Object.values(outcomes).flatMap(({ reason }) => reason ?? []))
  const said = [...checks.map(({ sentence }) => sentence), ...reasons]
  const missing = said.filter((text) => !/\p{Script=Han}/u.test(text))
  expect([...new Set(missing)], 'translate them in content/zh-CN/conformance.json').toEqual([])
})
