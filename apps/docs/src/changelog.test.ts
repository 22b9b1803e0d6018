import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { changesBetween } from './changelog.ts'
import { readBundle } from './document/bundles.ts'
import { changelogPage } from './pages/changelog-page.ts'

async function pair(): Promise<{ released: string; current: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'rds-tasklist-changelog-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const bundle = JSON.stringify({ ...(await readBundle('en')) })
  const files = { released: join(folder, 'released.json'), current: join(folder, 'current.json') }
  await writeFile(files.released, bundle)
  await writeFile(files.current, bundle.replace('"/v3/{project_id}/tasklist"', '"/v4/{project_id}/tasklist"'))
  return files
}

test('a path that went and one that came are differences, the first a major one', async () => {
  const { released, current } = await pair()
  const { version, table = '' } = await changesBetween(released, current)
  expect(version).toMatch(/^\d+\.\d+\.\d+$/)
  expect(table).toContain('**1** major')
  expect(table).toContain('~1v4~1{project_id}~1tasklist')
  const page = changelogPage('Lamps', { version, table }, 'en')
  expect(page.markdown).toContain(version)
  expect(page.main).toContain('<td>🔴 major</td>')
  expect(page.main).not.toContain(released)
})

test('equal documents have no differences', async () => {
  const { released } = await pair()
  const changes = await changesBetween(released, released)
  expect(changes.table).toBeUndefined()
  expect(changelogPage('Lamps', changes, 'en').markdown).toContain('The document is the same as in this release.')
})

test('before the first release the page says that nothing was released', () => {
  expect(changelogPage('Lamps', undefined, 'en').markdown).toContain('Nothing has been released yet')
})
