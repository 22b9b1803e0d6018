import { writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { failuresOf } from '../run/report.ts'
import { judgeBehaviour } from './judge-behaviour.ts'
import { mutants } from './mutants.ts'

test('every mutant is killed by the check that is named for it; the report tells which others saw it', async () => {
  const seen: { mutant: string; killedBy: string; seenBy: string[] }[] = []
  for (const { name, killedBy, behaviour } of mutants) {
    seen.push({ mutant: name, killedBy, seenBy: failuresOf(await judgeBehaviour(behaviour, { runs: 20 })) })
  }
  await writeFile(new URL('../../reports/mutants.json', import.meta.url), JSON.stringify(seen, null, 2))
  expect(seen.filter(({ killedBy, seenBy }) => !seenBy.includes(killedBy))).toEqual([])
})
