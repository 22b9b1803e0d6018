import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { StoreUnavailable, type TaskStore } from '../store/task-store.ts'
import { importTasks } from './import-tasks.ts'
import { readLines } from './read-lines.ts'

/** Everything was kept; some lines were left out; the file cannot be read; the database does not answer; anything else failed. */
export const IMPORT_EXIT = { done: 0, linesLeftOut: 1, noFile: 2, noStore: 3, failed: 4 } as const

/** Where the command reads from and writes to. */
export type ImportStreams = { stdin: Readable; stdout: NodeJS.WriteStream; stderr: NodeJS.WriteStream }

/**
 * The command `import FILE`; `-` reads standard input. A count on stdout means that so many tasks are committed: on a terminal it
 * is one line that moves, in a pipe a line for each commit. Bad lines go to stderr. Resolves with the exit code.
 */
export async function runImport(file: string, store: TaskStore, streams: ImportStreams = process): Promise<number> {
  const { stdin, stdout, stderr } = streams
  // Whoever reads the counts may leave; the import goes on.
  stdout.on('error', () => {})
  const end = stdout.isTTY ? '\r' : '\n'
  try {
    const { committed, rejected } = await importTasks(readLines(file === '-' ? stdin : createReadStream(file)), store, {
      committed: (count) => void stdout.write(`${count} tasks committed${end}`),
      rejected: (line, problem) => void stderr.write(`line ${line}: ${problem}\n`),
    })
    stdout.write(`${committed} tasks committed, ${rejected} lines left out\n`)
    return rejected === 0 ? IMPORT_EXIT.done : IMPORT_EXIT.linesLeftOut
  } catch (error) {
    return failure(file, error, stderr)
  }
}

function failure(file: string, error: unknown, stderr: NodeJS.WriteStream): number {
  if (error instanceof StoreUnavailable) {
    stderr.write(`${error.message}. What was committed is kept; run the import again to complete it.\n`)
    return IMPORT_EXIT.noStore
  }
  const { code, path, message } = error as NodeJS.ErrnoException
  if (path !== file && code !== 'EISDIR') {
    stderr.write(`The import failed: ${message} What was committed is kept; run the import again to complete it.\n`)
    return IMPORT_EXIT.failed
  }
  stderr.write(`${file} cannot be read (${code}): name a file of JSON lines, or - for standard input.\n`)
  return IMPORT_EXIT.noFile
}
