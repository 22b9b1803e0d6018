import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { redocly } from './scripts/redocly.ts'

/** The last release: its document, and the type tests of the client that came with it. */
export type Release = { version: string; document: URL; typeTests: URL }

export const RELEASED = new URL('released/', import.meta.url)
export const BUILT = new URL('dist/openapi.json', import.meta.url)

/** The release that lies in a folder, or undefined before the first one. */
export async function lastRelease(folder = RELEASED): Promise<Release | undefined> {
  const document = new URL('openapi.json', folder)
  try {
    return { version: await versionOf(document), document, typeTests: new URL('client/', folder) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** `info.version` of a bundle. */
export async function versionOf(bundle: URL): Promise<string> {
  return JSON.parse(await readFile(bundle, 'utf8')).info.version
}

/** Whether a version announces, by a higher major part, that it breaks what an earlier one promised. */
export function mayBreak(released: string, current: string): boolean {
  return Number.parseInt(current, 10) > Number.parseInt(released, 10)
}

/** What to do about a broken promise; ends the message of each check that finds one. */
export function mendFor({ version }: Release): string {
  const major = Number.parseInt(version, 10) + 1
  return `Undo it, or say that it breaks clients: raise info.version in spec/openapi.yaml to ${major}.0.0.`
}

/**
 * Proves that the version says how much has changed since a release.
 *
 * @throws when the version is that of the release, or a smaller step than the changes ask for.
 */
export async function checkVersion(release: Release, current = BUILT): Promise<void> {
  if ((await versionOf(current)) === release.version) {
    throw new Error(`${release.version} has been released already: raise info.version in spec/openapi.yaml.`)
  }
  await redocly('diff', fileURLToPath(release.document), fileURLToPath(current), '--fail-on', 'none', '--check-version')
}
