import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningServer, serveFolder } from '../serve-folder.ts'

const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Redoc in the browser</title></head>
<body><div id="redoc"></div><script type="module">
import { init } from './redoc.standalone.js'
init('./openapi.json', { disableTelemetry: true }, document.getElementById('redoc'))
</script></body></html>
`

/** The peer that our reference is measured against: the same document and the same Redoc, rendered in the browser. */
export async function serveClientRendered(site: string): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'rds-tasklist-redoc-'))
  await cp(join(site, 'assets/redoc.standalone.js'), join(folder, 'redoc.standalone.js'))
  await cp(join(site, 'en/openapi.json'), join(folder, 'openapi.json'))
  await writeFile(join(folder, 'index.html'), PAGE)
  const server = await serveFolder({ folder, port: 0, host: '127.0.0.1' })
  return {
    ...server,
    close: async () => {
      await server.close()
      await rm(folder, { recursive: true })
    },
  }
}
