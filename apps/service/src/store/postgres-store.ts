import { Pool, type PoolClient } from 'pg'
import { migrate } from './migrations.ts'
import type { Engine, Plan, Statement } from './plan.ts'
import { isAnswer, isCollision, isMigrationCollision, translated } from './postgres-errors.ts'
import { retry } from './retry.ts'
import { taskStoreOver } from './sql-store.ts'
import type { TaskStore } from './task-store.ts'

export type PostgresOptions = {
  /** `postgres://user:password@host:port/database`; its parameters are those of `pg`. It is in no error. */
  url: string
  /** How long one statement may take, in milliseconds (5,000 if left out). */
  statementTimeoutMs?: number
  /** How long to wait for a connection, in milliseconds (3,000 if left out). */
  connectionTimeoutMs?: number
  /** How many connections to keep at most (10 if left out). */
  maxConnections?: number
  /** Is told the text of each statement. */
  onStatement?: (text: string) => void
}

/** A page and its counts are of one snapshot. */
const BEGIN_READ = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'
/** Right under every isolation level, for writers of a project follow one another; so it is the engine's own. */
const BEGIN_WRITE = 'BEGIN'

/** Milliseconds before each further try after a collision. */
const RETRY_DELAYS_MS = [5, 20, 80, 160, 320]

/** The server ends a statement itself. Only when it is silent, a broken network for one, do we end the wait, this much later. */
const SILENCE_MS = 1_000

/**
 * Opens the store on PostgreSQL, and makes its tables if they are missing. It connects again by itself when the server comes back.
 *
 * @throws StoreUnavailable when the server cannot be reached or does not answer in time.
 */
export async function openPostgresStore(options: PostgresOptions): Promise<TaskStore> {
  const engine = postgresEngine(options)
  try {
    await migrate(besideOthers(engine), { text: 'text COLLATE "C"' })
  } catch (error) {
    await engine.close()
    throw error
  }
  return taskStoreOver(engine)
}

/** The same engine, for tables that other copies of the service may be making at this moment. */
function besideOthers(engine: Engine): Engine {
  return { ...engine, write: (plan) => retry(() => engine.write(plan), isMigrationCollision, RETRY_DELAYS_MS) }
}

function postgresEngine(options: PostgresOptions): Engine {
  const pool = poolOf(options)
  const { onStatement = () => {} } = options
  const run = async (client: PoolClient, { text, values, asTuples }: Statement) => {
    const numbered = numberedMarks(text)
    onStatement(numbered)
    const query = { text: numbered, values, ...(asTuples && { rowMode: 'array' }) }
    const { rows } = await client.query(query).catch(rethrow)
    return rows
  }
  const transaction = <Result>(begin: string, plan: () => Plan<Result>) =>
    retry(() => inTransaction(pool, run, begin, plan), isCollision, RETRY_DELAYS_MS)
  return {
    read: (plan) => transaction(BEGIN_READ, plan),
    write: (plan) => transaction(BEGIN_WRITE, plan),
    close: () => pool.end(),
  }
}

function rethrow(error: unknown): never {
  throw translated(error)
}

function poolOf({
  url,
  statementTimeoutMs = 5_000,
  connectionTimeoutMs = 3_000,
  maxConnections = 10,
}: PostgresOptions) {
  // The error that `pg` would throw at a broken URL quotes it.
  if (!/^postgres(ql)?:$/.test(protocolOf(url))) throw new Error('The database URL is no postgres:// URL.')
  const pool = new Pool({
    connectionString: url,
    application_name: 'rds-tasklist',
    max: maxConnections,
    connectionTimeoutMillis: connectionTimeoutMs,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + SILENCE_MS,
    // A copy of the service that vanished must not keep the others from writing.
    idle_in_transaction_session_timeout: 2 * statementTimeoutMs,
    keepAlive: true,
  })
  // Without listeners, a server that goes down would end the process. The next query tells who is concerned.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : ''
}

async function inTransaction<Result>(
  pool: Pool,
  run: (client: PoolClient, statement: Statement) => Promise<unknown[]>,
  begin: string,
  plan: () => Plan<Result>,
): Promise<Result> {
  const client = await pool.connect().catch(rethrow)
  try {
    await run(client, { text: begin, values: [] })
    const steps = plan()
    let step = steps.next()
    while (!step.done) step = steps.next(await run(client, step.value))
    await run(client, { text: 'COMMIT', values: [] })
    client.release()
    return step.value
  } catch (error) {
    client.release(!(isAnswer(error) && (await hasRolledBack(client))))
    throw error
  }
}

async function hasRolledBack(client: PoolClient): Promise<boolean> {
  return client.query('ROLLBACK').then(
    () => true,
    () => false,
  )
}

/** No statement has a `?` but for a value. */
function numberedMarks(text: string): string {
  let number = 0
  return text.replaceAll('?', () => `$${++number}`)
}
