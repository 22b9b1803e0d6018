import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { migrate } from './migrations.ts'
import type { Engine, Plan, Statement } from './plan.ts'
import { retry } from './retry.ts'
import { taskStoreOver } from './sql-store.ts'
import { StoreUnavailable, type TaskStore } from './task-store.ts'

export type SqliteOptions = {
  /** The database's file, which is made if it is missing; its folder must exist. `:memory:` keeps all in memory. */
  file: string
  /** How long to wait, in milliseconds, for another process that writes (5,000 if left out). */
  busyTimeoutMs?: number
  /** Is told the text of each statement. */
  onStatement?: (text: string) => void
}

/** Our own wait: SQLite's (`busy_timeout`) would block the whole process, and with it those who only read. */
const WAIT_STEP_MS = 10

/** The IDs of tasks are random: an import into a large file touches pages all over the indexes. */
const CACHE_KIB = 32 * 1024

/** More texts than all filters and sizes of batches that come up; beyond, preparing again is cheaper than keeping. */
const MAX_PREPARED = 512

/**
 * Opens the store on SQLite. Acknowledged writes survive a crash and a power cut (WAL, synchronous=FULL). A second process may
 * write to the file at the same time.
 *
 * @throws StoreUnavailable when the file cannot be opened or another process holds it for too long.
 */
export async function openSqliteStore(options: SqliteOptions): Promise<TaskStore> {
  const { file, busyTimeoutMs = 5_000, onStatement = () => {} } = options
  const waiting: Waiting = (work) => waitingFor(file, busyTimeoutMs, work)
  const engine = sqliteEngine(await waiting(() => open(file)), waiting, onStatement)
  try {
    await migrate(engine, { text: 'text' })
  } catch (error) {
    await engine.close()
    throw error
  }
  return taskStoreOver(engine)
}

type Waiting = <Result>(work: () => Result) => Promise<Result>

function open(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 0 })
  try {
    // FULL, because WAL with NORMAL would lose the last transactions in a power cut.
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -${CACHE_KIB}`)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function sqliteEngine(database: DatabaseSync, waiting: Waiting, onStatement: (text: string) => void): Engine {
  const prepared = new Map<string, StatementSync>()
  const run = ({ text, values, asTuples = false }: Statement) => {
    onStatement(text)
    const statement = prepare(database, prepared, text)
    statement.setReturnArrays(asTuples)
    return statement.all(...values)
  }
  return {
    read: (plan) => waiting(() => inTransaction(database, run, 'BEGIN', plan)),
    // IMMEDIATE: one that reads first and then wants to write could not wait for another writer, it would fail.
    write: (plan) => waiting(() => inTransaction(database, run, 'BEGIN IMMEDIATE', plan)),
    close: async () => {
      prepared.clear()
      if (database.isOpen) database.close()
    },
  }
}

function prepare(database: DatabaseSync, prepared: Map<string, StatementSync>, text: string): StatementSync {
  const known = prepared.get(text)
  if (known) return known
  if (prepared.size >= MAX_PREPARED) prepared.clear()
  const statement = database.prepare(text)
  prepared.set(text, statement)
  return statement
}

function inTransaction<Result>(
  database: DatabaseSync,
  run: (statement: Statement) => unknown[],
  begin: string,
  plan: () => Plan<Result>,
): Result {
  run({ text: begin, values: [] })
  try {
    const steps = plan()
    let step = steps.next()
    while (!step.done) step = steps.next(run(step.value))
    run({ text: 'COMMIT', values: [] })
    return step.value
  } catch (error) {
    // Some errors, a full disk for one, have ended the transaction already.
    if (database.isTransaction) run({ text: 'ROLLBACK', values: [] })
    throw error
  }
}

async function waitingFor<Result>(file: string, timeoutMs: number, work: () => Result): Promise<Result> {
  try {
    return await retry(work, isBusy, waits(timeoutMs))
  } catch (error) {
    throw translated(file, error)
  }
}

function* waits(timeoutMs: number): Generator<number> {
  const end = performance.now() + timeoutMs
  while (performance.now() < end) yield WAIT_STEP_MS
}

/** SQLite's result codes: https://www.sqlite.org/rescode.html */
const BUSY = [5, 6]
const OUT_OF_REACH = [...BUSY, 8, 10, 13, 14]

function isBusy(error: unknown): boolean {
  return BUSY.includes(resultCode(error))
}

function resultCode(error: unknown): number {
  const { errcode } = error as { errcode?: number }
  // The low byte is the code; the others tell more about it.
  return errcode === undefined ? 0 : errcode & 0xff
}

function translated(file: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ERR_INVALID_STATE') return new StoreUnavailable('The store is closed.')
  if (!OUT_OF_REACH.includes(resultCode(error))) return error
  return new StoreUnavailable(`SQLite cannot use ${file}: ${message}.`)
}
