import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changed, dependsOn, dryRun, type Graph } from '../dry-run.ts'
import { copyRepository, type RepositoryCopy } from '../testing/repository-copy.ts'

const SPEC_BUILD = '@rds-tasklist/spec#build'
/** Checks the whole repository, so every source is its input. */
const WORKSPACE_TEST = '@rds-tasklist/workspace#test'
/** The tasks of a package that does not use the document. */
const INDEPENDENT = '@rds-tasklist/signature#'

let copy: RepositoryCopy
let before: Graph
beforeAll(async () => {
  copy = await copyRepository()
  before = await dryRun(copy.root)
})
afterAll(() => copy.remove())

/** The tasks that would run again after an edit, which is taken back. */
async function rerunAfter(file: string, edit: (text: string) => string): Promise<string[]> {
  const path = join(copy.root, file)
  const text = await readFile(path, 'utf8')
  expect(edit(text)).not.toBe(text)
  await writeFile(path, edit(text))
  const after = await dryRun(copy.root)
  await writeFile(path, text)
  return changed(before, after)
}

const comment = (text: string) => `${text}\n`

test('nothing changed: every task is known by the same hash, in any folder, so that the cache serves it', async () => {
  const other = await copyRepository()
  const elsewhere = await dryRun(other.root)
  await other.remove()
  expect(Object.keys(before.hashes).length).toBeGreaterThan(15)
  expect(elsewhere.hashes).toEqual(before.hashes)
})

test('an example of the document: what depends on it reruns, what does not stays', async () => {
  const rerun = await rerunAfter('spec/openapi.yaml', (text) => text.replace('rds-local-scale', 'rds-other-name'))
  const tasks = Object.keys(before.hashes)
  const downstream = tasks.filter((task) => task.includes('/spec#') || dependsOn(before, task, SPEC_BUILD))
  expect(new Set(rerun)).toEqual(new Set([...downstream, '//#lint']))
  expect(rerun).toEqual(expect.arrayContaining(['@rds-tasklist/client#build', '@rds-tasklist/mock#test']))
  const independent = tasks.filter((task) => task.startsWith(INDEPENDENT))
  expect(independent.length).toBeGreaterThan(1)
  for (const task of independent) expect(rerun).not.toContain(task)
})

test.each(['AGENTS.md', 'CONTRIBUTING.md', 'apps/mock/README.md', 'spec/README.md'])(
  '%s, whose text no test reads: nothing reruns',
  async (file) => {
    expect(await rerunAfter(file, comment)).toEqual([])
  },
)

test.each(['README.md', 'packages/client/README.md', 'packages/client/docs/errors.md'])(
  '%s, whose blocks are tested: that test reruns and nothing else',
  async (file) => {
    expect(await rerunAfter(file, comment)).toEqual(['@rds-tasklist/contract#test'])
  },
)

test('a test of the client: its build stays, and so does what builds on it', async () => {
  const rerun = await rerunAfter('packages/client/src/client.test.ts', comment)
  const ofClient = ['@rds-tasklist/client#test', '@rds-tasklist/client#typecheck']
  expect(rerun.toSorted()).toEqual(['//#lint', ...ofClient, WORKSPACE_TEST])
})

test.each(['packages/contract/tsconfig.json', 'pnpm-workspace.yaml', 'apps/docs/package.json'])(
  '%s: the checks of conventions read it and rerun',
  async (file) => {
    expect(await rerunAfter(file, comment)).toContain(WORKSPACE_TEST)
  },
)

test('the order of the flow is lint, bundle, drift check, client', () => {
  expect(dependsOn(before, SPEC_BUILD, '@rds-tasklist/spec#lint')).toBe(true)
  expect(dependsOn(before, '@rds-tasklist/client#generate:check', SPEC_BUILD)).toBe(true)
  expect(dependsOn(before, '@rds-tasklist/client#build', '@rds-tasklist/client#generate:check')).toBe(true)
  expect(dependsOn(before, '@rds-tasklist/contract#test', '@rds-tasklist/client#build')).toBe(true)
})
