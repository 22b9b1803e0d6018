import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { buildPackage } from './build-package.ts'

/** The folder `dist` of a build of its own: one that lies around may be older than the sources. It goes when the tests have run. */
export async function built(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'client-build-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  return buildPackage(folder)
}
