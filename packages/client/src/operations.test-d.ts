import { assertType, test } from 'vitest'
import type { Client } from './client.ts'
import type { operations } from './schema.gen.ts'

// A new operation does not compile before it has a method.
test('every operation of the document has a method that calls it', () => {
  assertType<Record<keyof operations, keyof Client>>({ ListTasks: 'list' })
})
