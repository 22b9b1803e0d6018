import { expect } from 'vitest'
import type { Edit } from './edit.ts'
import type { EditedCopy } from './edited-copy.ts'

/** What `pnpm generate` writes. */
const GENERATED = /\.gen\.ts$|^packages\/client\/api\.txt$/

/** Makes the edit of a row in the copy, and expects what the row says, and that no other file has to change but generated ones. */
export async function tryEdit(copy: EditedCopy, { change, reruns, steps, fails }: Edit): Promise<void> {
  await copy.apply(change)
  const again = await copy.reruns()
  expect(again).toEqual(expect.arrayContaining(reruns))
  expect(again.filter((task) => task.startsWith('signature#'))).toEqual([])
  const passing = fails ? steps.slice(0, -1) : steps
  for (const step of passing) await copy.run(step)
  if (fails) await expect(copy.run(steps.at(-1) ?? '')).rejects.toThrow(fails)
  const others = (await copy.changedFiles()).filter((file) => !(file in change))
  expect(others.filter((file) => !GENERATED.test(file))).toEqual([])
}
