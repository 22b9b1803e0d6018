import { access } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type RunningServer, serveFolder } from './serve-folder.ts'

export type { RunningServer } from './serve-folder.ts'

const DIST = fileURLToPath(new URL('../dist', import.meta.url))

type DocsOptions = { port: number; host?: string; folder?: string }

/**
 * Serves the built site, on this machine only unless a host is named, from `dist` unless another folder is named.
 * Rejects when the site is not built, and with the system's own error (`code`: `EADDRINUSE`) when the port is taken.
 */
export async function startDocs({ port, host = '127.0.0.1', folder = DIST }: DocsOptions): Promise<RunningServer> {
  await access(`${folder}/index.html`).catch(() => {
    throw new Error(
      'The docs are not built. Build them with: npx -y pnpm@12 turbo run build --filter=@rds-tasklist/docs',
    )
  })
  return serveFolder({ folder, port, host })
}
