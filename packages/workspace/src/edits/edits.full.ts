import { operations } from '@rds-tasklist/spec/reader'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EditedCopy } from './edited-copy.ts'
import { LONG_EDITS } from './table.ts'
import { tryEdit } from './try-edit.ts'

let copy: EditedCopy
beforeAll(async () => {
  copy = await EditedCopy.create()
})
afterAll(() => copy.remove())

test.each(LONG_EDITS)('$edit', async (row) => {
  await copy.reset()
  await tryEdit(copy, row)
})

test.each(['packages/client/src/schema.gen.ts', 'apps/docs/dist/en/tasks/listtasks.html'])(
  'the sentence of the maximum stands in %s',
  async (file) => {
    const [operation] = operations(JSON.parse(await copy.read('spec/dist/openapi.json')))
    const limit = operation?.parameters.find(({ name }) => name === 'limit')
    const sentence = new RegExp(`must be at most.{0,60}${limit?.schema.maximum}\\b`, 's')
    expect(await copy.read(file)).toMatch(sentence)
  },
)
