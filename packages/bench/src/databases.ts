import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openPostgresStore, openSqliteStore, type TaskStore } from '@rds-tasklist/service'
import { startTestPostgres } from '@rds-tasklist/service/testing'
import { Client } from 'pg'
import { temporaryFolder } from './temporary-folder.ts'

/** A database with a store in it, and a way past the store. */
export type Database = {
  store: TaskStore
  /** Brings it into the state that it reaches by itself some time after a large import. */
  settle(): Promise<void>
  /** A statement without values, ready to run again and again. */
  prepare(text: string): () => Promise<unknown>
  close(): Promise<void>
}

export type Engine = {
  name: string
  /** Makes an empty database. */
  create(name: string): Promise<Database>
  remove(): Promise<void>
}

export async function sqliteEngine(): Promise<Engine> {
  const folder = await temporaryFolder()
  return {
    name: `SQLite ${process.versions.sqlite}`,
    async create(name) {
      const file = join(folder.path, name)
      const store = await openSqliteStore({ file })
      const database = new DatabaseSync(file, { readOnly: true })
      return {
        store,
        settle: async () => {},
        prepare(text) {
          const statement = database.prepare(text)
          return async () => statement.all()
        },
        async close() {
          database.close()
          await store.close()
        },
      }
    },
    remove: async () => folder.remove(),
  }
}

export async function postgresEngine(): Promise<Engine> {
  const server = await startTestPostgres()
  const admin = await connect(server.url)
  const { rows } = await admin.query('SHOW server_version')
  return {
    name: `PostgreSQL ${rows[0].server_version}`,
    async create(name) {
      await admin.query(`CREATE DATABASE ${name}`)
      const url = Object.assign(new URL(server.url), { pathname: name }).href
      const [store, client] = [await openPostgresStore({ url }), await connect(url)]
      return {
        store,
        settle: async () => {
          await client.query('VACUUM (ANALYZE) tasks')
        },
        prepare(text) {
          // The text itself would be too long a name.
          const name = createHash('md5').update(text).digest('hex')
          return () => client.query({ name, text })
        },
        async close() {
          await client.end()
          await store.close()
        },
      }
    },
    async remove() {
      await admin.end()
      await server.remove()
    },
  }
}

async function connect(url: string): Promise<Client> {
  const client = new Client(url)
  await client.connect()
  return client
}
