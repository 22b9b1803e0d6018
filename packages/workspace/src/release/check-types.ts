import { fileURLToPath } from 'node:url'
import { BUILT, lastRelease, mayBreak, mendFor, type Release, versionOf } from '@rds-tasklist/spec/release'
import { brokenTypes } from './type-tests.ts'

/**
 * Compiles what users of the last release may have written against today's client.
 *
 * @returns one sentence on how they stand.
 * @throws with each line that no longer compiles, unless a higher major version announces it.
 */
export async function checkTypes(release?: Release): Promise<string> {
  const last = release ?? (await lastRelease())
  if (!last) return 'Nothing has been released yet, so nothing can be broken.'
  const version = await versionOf(BUILT)
  if (mayBreak(last.version, version)) return `${version} may break what compiled with ${last.version}.`
  const broken = await brokenTypes(fileURLToPath(last.typeTests))
  if (broken.length === 0) return `What compiled with ${last.version} still does.`
  throw new Error([`This compiled with the client of ${last.version}:`, ...broken, mendFor(last)].join('\n'))
}
