import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, sep } from 'node:path'
import { createCompressor } from './compress.ts'

const CONTENT_TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
  '.yaml': 'application/yaml',
}

const POLICY = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/

/** Where to serve a folder. Port 0 takes any free port. What is `made` goes before the folder's file at the same path. */
type ServeOptions = { folder: string; port: number; host: string; made?: Record<string, () => string> }

/** A server that listens. `close` also ends connections that are kept alive. */
export type RunningServer = { url: string; close(): Promise<void> }

/** Serves a folder as a static host does: `path.html` for `path`, `404.html` for what is missing. */
export async function serveFolder({ folder, port, host, made = {} }: ServeOptions): Promise<RunningServer> {
  const compress = createCompressor()
  const server = createServer((request, response) => {
    answer({ folder, made, compress }, request, response).catch(() => response.writeHead(500).end())
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

type Site = Required<Pick<ServeOptions, 'folder' | 'made'>> & { compress: ReturnType<typeof createCompressor> }

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { folder, made } = site
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end()
    return
  }
  const path = decodePath(request.url ?? '/')
  if (path !== undefined && Object.hasOwn(made, path)) {
    return send(site, request, response, 200, { name: path, content: Buffer.from(made[path]?.() ?? '') })
  }
  const found = path === undefined ? undefined : await findFile(folder, path)
  if (!found && path !== undefined && (await readIfFile(join(folder, path, 'index.html')))) {
    response.writeHead(301, { Location: `${encodeURI(path)}/` }).end()
    return
  }
  const missing = { name: '404.html', content: Buffer.alloc(0) }
  await send(site, request, response, found ? 200 : 404, found ?? (await findFile(folder, '/404.html')) ?? missing)
}

async function send(
  { compress }: Site,
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  { name, content }: File,
): Promise<void> {
  const hash = createHash('sha256').update(content).digest('base64url')
  const body = await compress(hash, content, String(request.headers['accept-encoding'] ?? ''))
  // Each encoding is a representation of its own.
  const etag = `"${[hash, body.encoding].filter(Boolean).join('-')}"`
  const headers = {
    ETag: etag,
    Vary: 'Accept-Encoding',
    ...(body.encoding && { 'Content-Encoding': body.encoding }),
    // File names carry no hash, so every use asks whether the file is still the same.
    'Cache-Control': 'no-cache',
    'Content-Type': CONTENT_TYPES[extname(name)] ?? 'application/octet-stream',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Content-Security-Policy': headerPolicy(name, content),
  }
  if (status === 200 && request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end()
    return
  }
  response.writeHead(status, { ...headers, 'Content-Length': body.content.length })
  response.end(request.method === 'HEAD' ? undefined : body.content)
}

/** The policy that a page carries in `<meta>`, as a header too, with the part that `<meta>` cannot say. */
function headerPolicy(name: string, content: Buffer): string {
  const [, meta] = name.endsWith('.html') ? (POLICY.exec(content.toString('latin1')) ?? []) : []
  return [...(meta === undefined ? [] : [meta]), "frame-ancestors 'none'"].join('; ')
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
