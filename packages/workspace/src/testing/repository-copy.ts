import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT } from '../root.ts'

const run = promisify(execFile)

export type RepositoryCopy = { root: string; remove(): Promise<void> }

/** A copy of the repository as it would be committed now, in a folder of its own, with nothing built. */
export async function copyRepository(): Promise<RepositoryCopy> {
  const root = join(await mkdtemp(join(tmpdir(), 'rds-tasklist-copy-')), 'repository')
  const { stdout } = await run('git', ['ls-files', '-co', '--exclude-standard', '--deduplicate'], { cwd: ROOT })
  for (const file of stdout.split('\n').filter(Boolean)) {
    await mkdir(dirname(join(root, file)), { recursive: true })
    await cp(join(ROOT, file), join(root, file)).catch(ignoreDeleted)
  }
  await run('git', ['init', '--quiet'], { cwd: root })
  await run('git', ['add', '--all'], { cwd: root })
  return { root, remove: () => rm(dirname(root), { recursive: true }) }
}

/**
 * Lends the copy the installed packages. Links between our own packages are copied as they are, relative, so that they lead
 * to the copy; those of other packages lead to the one store. An install in the copy would write through these links into the
 * repository's own `node_modules`: use `node --run`, or run Turbo with `pnpm_config_verify_deps_before_run=false`.
 */
export async function lendPackages({ root }: RepositoryCopy): Promise<void> {
  await mkdir(join(root, 'node_modules'))
  for (const name of (await readdir(join(ROOT, 'node_modules'))).filter(isLent)) {
    await symlink(join(ROOT, 'node_modules', name), join(root, 'node_modules', name))
  }
  for (const folder of await workspaceFolders()) {
    const modules = join(folder, 'node_modules')
    const filter = (source: string) => !source.includes('/.vite') && !source.includes('/.cache')
    await cp(join(ROOT, modules), join(root, modules), { recursive: true, verbatimSymlinks: true, filter })
  }
}

export async function workspaceFolders(): Promise<string[]> {
  const children = async (parent: string) => (await readdir(join(ROOT, parent))).map((name) => join(parent, name))
  return ['spec', ...(await children('packages')), ...(await children('apps'))]
}

/** Packages, their store and their commands; not the state of pnpm and the caches of tools, which are written to. */
function isLent(name: string): boolean {
  return name === '.pnpm' || name === '.bin' || !name.startsWith('.')
}

function ignoreDeleted(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
