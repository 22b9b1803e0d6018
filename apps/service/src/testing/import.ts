import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { openStore } from '../store/open-store.ts'
import { folderForTest, runCommand } from './command.ts'
import { PROJECT, tasks } from './fixtures.ts'

const TASKS = 10_000

/** Lines of tasks of one project, numbered from some number on. */
export function taskLines(from: number, count: number): string {
  const line = (_: unknown, index: number) => `${JSON.stringify({ ...tasks[0], id: `task-${from + index}` })}\n`
  return Array.from({ length: count }, line).join('')
}

/** How many tasks a store has of their project, asked past the command. */
export async function totalIn(data: string, databaseUrl?: string): Promise<number> {
  const store = await openStore({ data, databaseUrl })
  const { total } = await store.page(PROJECT, {}, { offset: 0, limit: 1 })
  // A window has the rows counted; without a filter the kept counts are asked.
  const { total: rows } = await store.page(PROJECT, { createdFrom: 0 }, { offset: 0, limit: 1 })
  await store.close()
  expect(rows).toBe(total)
  return rows
}

/** The last count of committed tasks that an import has written. */
export function committedIn(out: string): number {
  return Math.max(0, ...[...out.matchAll(/^(\d+) tasks committed/gm)].map(([, count]) => Number(count)))
}

/** Kills imports into new stores, sees to it that what was acknowledged is there, and lets the last one be completed. */
export async function killImports(kills: number): Promise<void> {
  const where = await folderForTest()
  const file = join(where, 'tasks.ndjson')
  await writeFile(file, taskLines(0, TASKS))
  const dataOf = (kill: number) => join(where, `data-${kill}`)
  for (let kill = 1; kill <= kills; kill += 1) {
    const { child, seen, ended } = runCommand(['import', file, '--data', dataOf(kill)])
    // Later and later, so that each kill meets another moment.
    const enough = (kill % 9) * (TASKS / 10)
    while (committedIn(seen.out) < enough && child.exitCode === null) {
      await Promise.race([once(child.stdout, 'data'), ended])
    }
    child.kill('SIGKILL')
    await ended
    expect(await totalIn(dataOf(kill))).toBeGreaterThanOrEqual(committedIn(seen.out))
  }
  const again = runCommand(['import', file, '--data', dataOf(kills)])
  expect((await again.ended).code).toBe(0)
  expect(await totalIn(dataOf(kills))).toBe(TASKS)
}
