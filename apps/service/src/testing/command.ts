import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { PROJECT, TOKEN } from './fixtures.ts'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))

/** The command as a process of its own, killed when the test is finished. */
export type Command = {
  child: ChildProcessByStdio<Writable, Readable, Readable>
  /** What it has written until now. */
  seen: { out: string; err: string }
  /** Resolves with everything once it has ended; the code is null when a signal ended it. */
  ended: Promise<{ code: number | null; out: string; err: string }>
}

export function runCommand(args: string[], environment: NodeJS.ProcessEnv = {}): Command {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, ...environment } })
  onTestFinished(() => void child.kill('SIGKILL'))
  const seen = { out: '', err: '' }
  child.stdout.on('data', (chunk) => (seen.out += chunk))
  child.stderr.on('data', (chunk) => (seen.err += chunk))
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...seen }))
  return { child, seen, ended }
}

/** Where a service that was started says that it listens. */
export async function addresses({ child, seen, ended }: Command): Promise<{ url: string; adminUrl: string }> {
  while (!seen.out.includes('admin:') && child.exitCode === null)
    await Promise.race([once(child.stdout, 'data'), ended])
  const [, url, adminUrl] = /^service: (\S+)\nadmin: (\S+)\n$/.exec(seen.out) ?? []
  if (!url || !adminUrl) throw new Error(`It does not serve: ${seen.out}${seen.err}`)
  return { url, adminUrl }
}

/** A folder that lives as long as the test. */
export async function folderForTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rds-tasklist-service-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** The flags of a service with credentials, with room for data, on free ports. */
export async function serveFlags(
  credentials: object = { tokens: [{ token: TOKEN, project_ids: [PROJECT] }] },
): Promise<string[]> {
  const folder = await folderForTest()
  const file = join(folder, 'credentials.json')
  await writeFile(file, JSON.stringify(credentials))
  return ['--credentials', file, '--data', join(folder, 'data'), '--port', '0', '--admin-port', '0']
}
