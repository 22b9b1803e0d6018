import { copyFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from 'tsdown'

export const PACKAGE_DIRECTORY: string = dirname(import.meta.dirname)

/** Makes `folder` the package as it is published, built from the sources of this moment, and gives its `dist`. */
export async function buildPackage(folder: string): Promise<string> {
  copyFileSync(join(PACKAGE_DIRECTORY, 'package.json'), join(folder, 'package.json'))
  const outDir = join(folder, 'dist')
  await build({ config: join(PACKAGE_DIRECTORY, 'tsdown.config.ts'), cwd: PACKAGE_DIRECTORY, outDir, logLevel: 'warn' })
  return outDir
}
