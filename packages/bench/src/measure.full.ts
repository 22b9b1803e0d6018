import { expect, test } from 'vitest'
import { expectMeasured } from './testing/tiny.ts'

test('the figures beside peers that npm installs on demand, and those in a browser, are measured', async () => {
  const seen = await expectMeasured(['mock', 'client', 'size', 'docs'])
  expect(seen).toContainEqual(expect.stringMatching(/^client: installing /))
})
