import type { Task } from '@rds-tasklist/client'
import { expectTypeOf, test } from 'vitest'
import type { TASK_COLUMNS } from './task-row.ts'

test('each member that the document gives a task has a column', () => {
  expectTypeOf<(typeof TASK_COLUMNS)[number]>().toEqualTypeOf<keyof Task>()
})
