import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from './root.ts'

/** What `pnpm test` runs, in the order in which a reader thinks of it; Turbo orders by dependencies. */
export const TEST_TASKS = ['lint', '//#lint', 'generate:check', 'build', 'typecheck', 'test']

/** What `pnpm test:full` adds: tests that take minutes. */
export const FULL_TEST_TASKS = [...TEST_TASKS, 'test:full']

/** Turbo's mark of a task whose package has no such script; it only passes hashes on. */
export const NO_SCRIPT = '<NONEXISTENT>'

export type TurboOptions = {
  /** The child's output: passed on, or read by the caller. */
  stdio?: 'inherit' | 'pipe'
  /** The repository to run in; another one in tests. */
  root?: string
  /** Ends Turbo and the tasks that it runs. */
  signal?: AbortSignal
}

/** Runs Turbo with its telemetry off and resolves with its exit code and output. */
export function turbo(
  args: string[],
  { stdio = 'inherit', root = ROOT, signal }: TurboOptions = {},
): Promise<{ code: number; output: string }> {
  const binary = join(ROOT, 'node_modules/.bin/turbo')
  // Turbo and Vitest colour what goes into a pipe unless told otherwise.
  const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: '0' }
  const env = { ...process.env, ...plain, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' }
  const child = spawn(binary, args, { cwd: root, env, stdio: ['ignore', stdio, stdio] })
  signal?.addEventListener('abort', () => child.kill('SIGTERM'), { once: true })
  let output = ''
  child.stdout?.on('data', (chunk) => (output += chunk))
  child.stderr?.on('data', (chunk) => (output += chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
