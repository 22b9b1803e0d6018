import { everywhere } from '@rds-tasklist/runtimes'
import { expect, test } from 'vitest'
import { builtSuite } from './built.ts'

const { suite, expected } = await builtSuite()

test.each(everywhere)('signs and verifies every vector on $name', async ({ run }) => {
  const { version, outcome } = await run(suite)
  console.log(`ran on version ${version}`)
  expect(outcome).toEqual(expected)
})
