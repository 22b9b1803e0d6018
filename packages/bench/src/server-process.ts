import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type Usage, usageOf } from './usage.ts'

/** A program that listens and then prints its address on standard output. */
export type Program = { file: string; args?: string[]; env?: Record<string, string> }

export type ServerProcess = {
  url: string
  usage(): Promise<Usage>
  stop(): Promise<void>
}

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/

/**
 * Starts a server in a process of its own. What it logs to standard error goes nowhere, as it would to `/dev/null`: the writing
 * is paid, the reading is not.
 *
 * @throws when it ends before it has printed an address.
 */
export async function startServer({ file, args = [], env = {} }: Program): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  // Whichever way the run ends, its servers end too.
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const url = await addressOf(child, file)
  return {
    url,
    usage: () => usageOf(child.pid ?? 0),
    async stop() {
      process.off('exit', kill)
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** Runs with servers that are stopped at the end, whichever way it ends. */
export async function withServers<Result>(
  run: (start: (program: Program) => Promise<ServerProcess>) => Promise<Result>,
): Promise<Result> {
  const servers: ServerProcess[] = []
  const start = async (program: Program) => {
    const server = await startServer(program)
    servers.push(server)
    return server
  }
  try {
    return await run(start)
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

async function addressOf(child: ChildProcess, file: string): Promise<string> {
  let output = ''
  const listening = new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended (${code}) before it listened: ${output}`)))
    child.stdout?.on('data', (chunk) => {
      output += chunk
      const [url] = ADDRESS.exec(output) ?? []
      if (url) resolve(url)
    })
  })
  const url = await listening
  // What comes later, such as a line for each request, must be taken from the pipe but costs the measuring process nothing more.
  child.stdout?.removeAllListeners('data').resume()
  return url
}

/** A file of this package. */
export function ownFile(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}

/** The file beside a package's entry, which its package does not export: the command that people run. */
export function commandOf(packageName: string): string {
  return fileURLToPath(new URL('./main.ts', import.meta.resolve(packageName)))
}
