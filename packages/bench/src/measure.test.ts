import { expect, test } from 'vitest'
import { expectMeasured } from './testing/tiny.ts'

test('a run gives a report by its schema in which everything was measured', async () => {
  // The other figures need peers that would have to be installed first, or a browser: measure.full.ts.
  expect(await expectMeasured(['service', 'growth', 'memory'])).toContain('service: 1000 of 1000 tasks')
})
