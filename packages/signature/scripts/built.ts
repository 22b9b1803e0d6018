import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Suite } from '@rds-tasklist/runtimes'
import { build } from 'tsdown'
import { afterAll } from 'vitest'
import { inputsOf, vectors } from '../src/testing/vectors.ts'

export const PACKAGE_DIRECTORY: string = dirname(import.meta.dirname)

/**
 * The folder `dist` of a package as it is published, built from the sources of this moment: one that lies around may be older than
 * they are. It goes when the tests have run.
 */
export async function built(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'signature-build-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  copyFileSync(join(PACKAGE_DIRECTORY, 'package.json'), join(folder, 'package.json'))
  const outDir = join(folder, 'dist')
  await build({ config: join(PACKAGE_DIRECTORY, 'tsdown.config.ts'), cwd: PACKAGE_DIRECTORY, outDir, logLevel: 'warn' })
  return outDir
}

/** The built files with the suite beside them, and what it should give. */
export async function builtSuite(): Promise<{ suite: Suite; expected: unknown }> {
  const folder = await built()
  copyFileSync(join(import.meta.dirname, 'suite.js'), join(folder, 'suite.js'))
  const input = vectors.map((vector) => ({ ...vector, ...inputsOf(vector) }))
  return { suite: { folder, module: 'suite.js', input }, expected: { checked: vectors.length, wrong: [] } }
}
