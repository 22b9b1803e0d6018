import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

/** Packages by name, each in one exact version. */
export type Packages = Readonly<Record<string, string>>

const CACHE = join(import.meta.dirname, '../node_modules/.cache')
const DEADLINE_MS = 120_000

/**
 * The folder with these packages, which npm installs on first use. For what few tests need: it would make every install of the
 * repository longer.
 *
 * @throws when npm cannot install them.
 */
export async function installed(packages: Packages, cache = CACHE): Promise<string> {
  const wanted = Object.entries(packages).map(([name, version]) => `${name}@${version}`)
  // A folder for each set of versions: what is there is what is wanted.
  const folder = join(cache, wanted.join('+').replaceAll('/', '-'))
  if (!existsSync(folder)) await install(folder, wanted)
  return folder
}

/** Loads a package from such a folder. */
// biome-ignore lint/suspicious/noExplicitAny: nothing is known of a package that is not there when this is compiled.
export async function importFrom(folder: string, name: string): Promise<any> {
  return import(createRequire(`${folder}/package.json`).resolve(name))
}

async function install(folder: string, wanted: string[]): Promise<void> {
  await mkdir(dirname(folder), { recursive: true })
  // Under its name only once it is complete, and when nobody else was faster.
  const draft = await mkdtemp(`${folder}-`)
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--save-exact', '--fetch-retries=0', '--prefix', draft]
  try {
    await promisify(execFile)('npm', ['install', ...flags, ...wanted], { cwd: draft, timeout: DEADLINE_MS })
    await rename(draft, folder).catch((error) => {
      if (!existsSync(folder)) throw error
    })
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string }
    const [reason = message] = stderr.split('\n').filter((line) => line.startsWith('npm error'))
    throw new Error(`npm could not install ${wanted[0]}: ${reason.replace(/^npm error /, '')}`, { cause: error })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}
