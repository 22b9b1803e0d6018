import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Client } from 'pg'
import { openPostgresStore } from './postgres-store.ts'
import { openSqliteStore } from './sqlite-store.ts'
import type { TaskStore } from './task-store.ts'
import { startTestPostgres } from './test-postgres.ts'

/** A real database for tests. */
export type TestDatabase = {
  /** Opens a store on it, as one process of several. */
  open(onStatement?: (text: string) => void): Promise<TaskStore>
  /** Asks the database itself, past the store. */
  rows(sql: string): Promise<unknown[]>
  remove(): Promise<void>
}

/** Both engines, each with how to make a database. */
export const ENGINES: { engine: string; create: () => Promise<TestDatabase> }[] = [
  { engine: 'SQLite', create: sqliteDatabase },
  { engine: 'PostgreSQL', create: postgresDatabase },
]

async function sqliteDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'rds-tasklist-sqlite-'))
  const file = join(folder, 'tasks.db')
  return {
    open: (onStatement = () => {}) => openSqliteStore({ file, onStatement }),
    rows: async (sql) => {
      const database = new DatabaseSync(file, { timeout: 5_000 })
      const rows = database.prepare(sql).all()
      database.close()
      return rows.map((row) => ({ ...row }))
    },
    remove: () => rm(folder, { recursive: true }),
  }
}

async function postgresDatabase(): Promise<TestDatabase> {
  const server = await startTestPostgres()
  const client = new Client({ connectionString: server.url })
  await client.connect()
  return {
    open: (onStatement = () => {}) => openPostgresStore({ url: server.url, onStatement }),
    rows: async (sql) => (await client.query(sql)).rows,
    remove: async () => {
      await client.end()
      await server.remove()
    },
  }
}
