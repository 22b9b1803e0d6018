import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { EditedCopy } from './edited-copy.ts'
import { EDITS } from './table.ts'
import { tryEdit } from './try-edit.ts'

let copy: EditedCopy
beforeAll(async () => {
  copy = await EditedCopy.create()
})
afterEach(() => copy.reset())
afterAll(() => copy.remove())

test('no edit: nothing reruns', async () => {
  expect(await copy.reruns()).toEqual([])
})

test.each(EDITS)('$edit', (row) => tryEdit(copy, row))
