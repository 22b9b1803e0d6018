import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the site, built from the sources under test: never a stale `dist`. */
    site: string
  }
}

let folder: string

/** Builds the site once for all test files. */
export async function setup(project: TestProject): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'rds-tasklist-docs-'))
  const build = fileURLToPath(new URL('../build.ts', import.meta.url))
  await promisify(execFile)(process.execPath, [build, folder])
  project.provide('site', folder)
}

/** Removes what `setup` built. */
export async function teardown(): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}
