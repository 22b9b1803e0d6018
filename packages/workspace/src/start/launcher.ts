import { execFileSync } from 'node:child_process'

const CHECK_MS = 500

/**
 * Calls back once when what launched this process is gone. pnpm and npx can die of a signal without passing it on, and
 * nothing that was started may outlive them.
 */
export function whenLauncherDies(callback: () => void): void {
  const parent = process.ppid
  // npx → sh → pnpm → here: npx ends the shell alone, and pnpm would go on.
  const shell = process.env.npm_execpath?.includes('_npx') ? parentOf(parent) : undefined
  const timer = setInterval(() => {
    if (process.ppid === parent && (shell === undefined || isAlive(shell))) return
    clearInterval(timer)
    callback()
  }, CHECK_MS)
  timer.unref()
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }))
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
