import { execFile } from 'node:child_process'
import { access, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const CLI = fileURLToPath(import.meta.resolve('@redocly/cli/bin/cli.js'))
const CURRENT = import.meta.resolve('@rds-tasklist/spec/openapi.json')
/** Where a release puts its bundle. Until then there is no such file. */
const RELEASED = fileURLToPath(new URL('../released/openapi.json', CURRENT))

/** What changed since a released document. `table` is Markdown, as Redocly writes it; without a difference there is none. */
export type Changes = { version: string; table?: string }

/** The differences between two bundles, by file, as `redocly diff` sees them. */
export async function changesBetween(released: string, current: string): Promise<Changes> {
  const { info } = JSON.parse(await readFile(released, 'utf8'))
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [CLI, 'diff', released, current, '--format', 'markdown', '--fail-on', 'none'],
    { env },
  )
  // Its first line is a heading with the paths of the files on the machine that built.
  const table = stdout.replace(/^## .*\n+/, '').trim()
  const isChanged = /\*\*[1-9]\d*\*\* (major|minor|patch)/.test(table)
  return { version: info.version, ...(isChanged && { table }) }
}

/** What changed since the last release, or undefined when nothing has been released. */
export async function changesSinceRelease(): Promise<Changes | undefined> {
  const exists = await access(RELEASED).then(
    () => true,
    () => false,
  )
  return exists ? changesBetween(RELEASED, fileURLToPath(CURRENT)) : undefined
}
