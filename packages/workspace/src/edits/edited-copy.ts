import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { changed, dryRun, type Graph } from '../dry-run.ts'
import { copyRepository, lendPackages, type RepositoryCopy, workspaceFolders } from '../testing/repository-copy.ts'
import type { Change } from './edit.ts'

const run = promisify(execFile)
const VITEST = 'node_modules/vitest/vitest.mjs'

/** A built copy of the repository, in which one edit after the other is tried. */
export class EditedCopy {
  readonly remove: () => Promise<void>
  private readonly root: string
  private readonly folders: string[]
  private readonly before: Graph

  private constructor({ root, remove }: RepositoryCopy, folders: string[], before: Graph) {
    this.root = root
    this.remove = remove
    this.folders = folders
    this.before = before
  }

  static async create(): Promise<EditedCopy> {
    const made = await copyRepository()
    const copy = new EditedCopy(made, await workspaceFolders(), await dryRun(made.root))
    await lendPackages(made)
    for (const step of ['spec#build', 'signature#build', 'client#build']) await copy.run(step)
    return copy
  }

  async apply(change: Change): Promise<void> {
    for (const [file, edit] of Object.entries(change)) {
      const text = await this.read(file)
      if (edit(text) === text) throw new Error(`the edit of ${file} changes nothing`)
      await writeFile(join(this.root, file), edit(text))
    }
  }

  /** Takes every edit of a tracked file back; what was built stays. */
  async reset(): Promise<void> {
    await run('git', ['checkout', '--quiet', '.'], { cwd: this.root })
  }

  /** The tasks that Turbo would run again, such as `spec#build`. */
  async reruns(): Promise<string[]> {
    return changed(this.before, await dryRun(this.root)).map((task) => task.replace('@rds-tasklist/', ''))
  }

  /** Runs a task as Turbo would, without what it depends on: `query#test`, or some files of it. Rejects with its output. */
  async run(step: string): Promise<void> {
    const [task = '', ...files] = step.split(' ')
    const [name = '', script = ''] = task.split('#')
    const args = files.length > 0 ? [VITEST, 'run', ...files] : ['--run', script]
    const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' }
    const cwd = join(this.root, this.folders.find((folder) => basename(folder) === name) ?? name)
    await run(process.execPath, args, { cwd, env }).catch(({ stdout, stderr }) => {
      throw new Error(`${step} failed\n${stdout}${stderr}`)
    })
  }

  read(file: string): Promise<string> {
    return readFile(join(this.root, file), 'utf8')
  }

  async changedFiles(): Promise<string[]> {
    const { stdout } = await run('git', ['diff', '--name-only'], { cwd: this.root })
    return stdout.split('\n').filter(Boolean)
  }
}
