import { execFile } from 'node:child_process'
import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { BUILT, checkVersion, lastRelease, RELEASED, versionOf } from '@rds-tasklist/spec/release'
import { ROOT } from '../root.ts'
import { turbo } from '../turbo.ts'
import { checkTypes } from './check-types.ts'
import { typeTestsOfClient } from './type-tests.ts'

/** Everything that makes the document and the client fit for a release: lint, translation, drift, promises kept, types. */
const CHECKS = ['@rds-tasklist/spec#test', '@rds-tasklist/client#build', '@rds-tasklist/client#typecheck']

/**
 * Makes the built document and the client's type tests the release that later ones are judged by. Earlier ones are in git.
 *
 * @throws with what to mend when the document, the client or the version is not fit for it. Nothing is written then.
 */
export async function releaseDocument(): Promise<string> {
  // The version first: it takes a second, the checks a minute.
  await run('@rds-tasklist/spec#build')
  const last = await lastRelease()
  if (last) await checkVersion(last)
  await run(...CHECKS)
  await checkTypes()
  await writeRelease(fileURLToPath(RELEASED), await typeTestsOfClient())
  const version = await versionOf(BUILT)
  return `Released ${version}: commit it with the document, and tag the commit ${version}.`
}

async function run(...tasks: string[]): Promise<void> {
  const { code } = await turbo(['run', ...tasks, '--output-logs=errors-only'])
  if (code !== 0) throw new Error('Nothing was released: mend what failed above.')
}

async function writeRelease(folder: string, typeTests: Record<string, string>): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(join(folder, 'client'), { recursive: true })
  await cp(BUILT, join(folder, 'openapi.json'))
  for (const [name, text] of Object.entries(typeTests)) await writeFile(join(folder, 'client', name), text)
  await promisify(execFile)(join(ROOT, 'node_modules/.bin/biome'), ['check', '--write', folder], { cwd: ROOT })
}
