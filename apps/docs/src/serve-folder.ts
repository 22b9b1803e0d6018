import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, sep } from 'node:path'

const CONTENT_TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
}

/** Where to serve a folder. Port 0 takes any free port. */
type ServeOptions = { folder: string; port: number; host: string }

/** A server that listens. `close` also ends connections that are kept alive. */
export type RunningServer = { url: string; close(): Promise<void> }

/** Serves a folder as a static host does: `path.html` for `path`, `404.html` for what is missing. */
export async function serveFolder({ folder, port, host }: ServeOptions): Promise<RunningServer> {
  const server = createServer((request, response) => {
    answer(folder, request, response).catch(() => response.writeHead(500).end())
  })
  server.listen(port, host)
  await once(server, 'listening')
  const { port: listening } = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${listening}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}

async function answer(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end()
    return
  }
  const path = decodePath(request.url ?? '/')
  const found = path === undefined ? undefined : await findFile(folder, path)
  if (!found && path !== undefined && (await readIfFile(join(folder, path, 'index.html')))) {
    response.writeHead(301, { Location: `${encodeURI(path)}/` }).end()
    return
  }
  const missing = { name: '404.html', content: Buffer.alloc(0) }
  send(request, response, found ? 200 : 404, found ?? (await findFile(folder, '/404.html')) ?? missing)
}

function send(request: IncomingMessage, response: ServerResponse, status: number, { name, content }: File): void {
  const etag = `"${createHash('sha256').update(content).digest('base64url')}"`
  const headers = {
    ETag: etag,
    // File names carry no hash, so every use asks whether the file is still the same.
    'Cache-Control': 'no-cache',
    'Content-Type': CONTENT_TYPES[extname(name)] ?? 'application/octet-stream',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    // A policy in `<meta>` cannot say this one.
    'Content-Security-Policy': "frame-ancestors 'none'",
  }
  if (status === 200 && request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end()
    return
  }
  response.writeHead(status, { ...headers, 'Content-Length': content.length })
  response.end(request.method === 'HEAD' ? undefined : content)
}

/** The decoded path of a request, or undefined when it cannot name a file of the folder. */
function decodePath(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '')
    const climbs = path.split(/[/\\]/).includes('..')
    // A redirect to `//host` would lead to another host.
    const ours = path.startsWith('/') && !path.startsWith('//')
    return ours && !climbs && !path.includes('\0') ? path : undefined
  } catch {
    return undefined
  }
}

type File = { name: string; content: Buffer }

async function findFile(folder: string, path: string): Promise<File | undefined> {
  const names = path.endsWith('/') ? [`${path}index.html`] : [path, `${path}.html`]
  for (const name of names) {
    const content = await readIfFile(join(folder, name.replaceAll('/', sep)))
    if (content) return { name, content }
  }
  return undefined
}

async function readIfFile(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file)
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return undefined
    throw error
  }
}
