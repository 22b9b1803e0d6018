import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/** Keeps other processes from serving a file, until it is released or the process ends, however it ends. */
export type ServeLock = { release(): void }

/** https://www.sqlite.org/rescode.html#busy */
const BUSY = 5

/**
 * Makes this process the only one that serves a SQLite file. Others may still write to it, an import for one.
 *
 * The lock is that of SQLite on a file of its own, `FILE.lock`: the system lets it go when its holder dies, so that it can neither
 * be left behind nor be taken from one who lives. `FILE.pid` is there for the message alone.
 *
 * @throws an error that names the file and its holder when there is another.
 */
export function lockForServing(file: string): ServeLock {
  const pidFile = `${file}.pid`
  const lock = new DatabaseSync(`${file}.lock`, { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    throw (error as { errcode?: number }).errcode === BUSY ? new Error(heldBy(file, readPid(pidFile))) : error
  }
  writeFileSync(pidFile, `${process.pid}\n`)
  return {
    release() {
      if (!lock.isOpen) return
      rmSync(pidFile, { force: true })
      lock.close()
    },
  }
}

function heldBy(file: string, pid: string): string {
  return `${file} is served by another process${pid && ` (pid ${pid})`}: stop it, choose another folder with --data, or use PostgreSQL for several.`
}

/** Empty for the moment between lock and note. */
function readPid(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return ''
  }
}
