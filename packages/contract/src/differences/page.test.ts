import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { checks } from '../checks/index.ts'
import { differences } from './differences.ts'
import { differencesPage } from './page.ts'

test('DIFFERENCES.md is what the list says; `pnpm --filter @rds-tasklist/contract generate:differences` writes it', async () => {
  expect(await readFile(new URL('../../DIFFERENCES.md', import.meta.url), 'utf8')).toBe(differencesPage())
})

test('every listed check exists', () => {
  const names = checks.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(differences.flatMap((difference) => difference.checks)))
})
