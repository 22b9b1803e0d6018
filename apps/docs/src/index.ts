import { access } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type LocalTargets, USUAL_TARGETS } from './explorer/page-data.ts'
import { type RunningServer, serveFolder } from './serve-folder.ts'

export type { RunningServer } from './serve-folder.ts'

const DIST = fileURLToPath(new URL('../dist', import.meta.url))

type DocsOptions = {
  port: number
  host?: string
  folder?: string
  /** Where the local mock and service listen, for the API Explorer; asked each time, as they may start later. */
  targets?: () => Partial<LocalTargets>
}

/**
 * Serves the built site, on this machine only unless a host is named, from `dist` unless another folder is named.
 * Rejects when the site is not built, and with the system's own error (`code`: `EADDRINUSE`) when the port is taken.
 */
export async function startDocs({
  port,
  host = '127.0.0.1',
  folder = DIST,
  targets = () => ({}),
}: DocsOptions): Promise<RunningServer> {
  await access(`${folder}/index.html`).catch(() => {
    throw new Error(
      'The docs are not built. Build them with: npx -y pnpm@12 turbo run build --filter=@rds-tasklist/docs',
    )
  })
  const made = { '/targets.json': () => JSON.stringify({ ...USUAL_TARGETS, ...targets() }) }
  return serveFolder({ folder, port, host, made })
}
