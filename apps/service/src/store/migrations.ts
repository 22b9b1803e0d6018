import { type Engine, type Plan, rowsOf } from './plan.ts'

/** What the engines write differently. */
export type Dialect = {
  /** The type of a text that compares byte by byte. */
  text: string
}

type Migration = { version: number; statements: (dialect: Dialect) => string[] }

/** Append only: a database that is in use has run what stands here. Each statement can run twice. */
const MIGRATIONS: Migration[] = [
  {
    version: 1,
    statements: ({ text }) => [
      `CREATE TABLE IF NOT EXISTS projects (
        project_id ${text} NOT NULL,
        writes bigint NOT NULL,
        PRIMARY KEY (project_id)
      )`,
      `CREATE TABLE IF NOT EXISTS tasks (
        project_id ${text} NOT NULL,
        id ${text} NOT NULL,
        newest_first bigint NOT NULL,
        name ${text} NOT NULL,
        status ${text} NOT NULL,
        instance_id ${text} NOT NULL,
        instance_name ${text} NOT NULL,
        instance_status ${text} NOT NULL,
        create_time ${text} NOT NULL,
        end_time ${text} NOT NULL,
        order_id ${text},
        process ${text},
        fail_reason ${text},
        PRIMARY KEY (project_id, id)
      )`,
      `CREATE TABLE IF NOT EXISTS task_counts (
        project_id ${text} NOT NULL,
        name ${text} NOT NULL,
        status ${text} NOT NULL,
        total bigint NOT NULL,
        PRIMARY KEY (project_id, name, status)
      )`,
      'CREATE INDEX IF NOT EXISTS tasks_by_time ON tasks (project_id, newest_first, id, name)',
      'CREATE INDEX IF NOT EXISTS tasks_by_status ON tasks (project_id, status, newest_first, id, name)',
      'CREATE INDEX IF NOT EXISTS tasks_by_name ON tasks (project_id, name, newest_first, id)',
      'CREATE INDEX IF NOT EXISTS tasks_by_instance ON tasks (project_id, instance_id, newest_first, id)',
      'CREATE INDEX IF NOT EXISTS tasks_by_order ON tasks (project_id, order_id, newest_first, id)',
    ],
  },
]

const LATEST = Math.max(...MIGRATIONS.map(({ version }) => version))

/**
 * Brings the tables to the version that this program knows, one transaction for each statement.
 *
 * @throws when a newer program has been at the database: this one could break what it does not know.
 */
export async function migrate(engine: Engine, dialect: Dialect): Promise<void> {
  const found = await versionOf(engine)
  if (found > LATEST) {
    throw new Error(
      `The database has schema version ${found}; this program knows up to ${LATEST}. Use a newer program.`,
    )
  }
  for (const { version, statements } of MIGRATIONS.filter((migration) => migration.version > found)) {
    for (const text of statements(dialect)) await engine.write(() => rowsOf(text))
    const done = 'INSERT INTO schema_migrations (version) VALUES (?) ON CONFLICT (version) DO NOTHING'
    await engine.write(() => rowsOf(done, [version]))
  }
}

async function versionOf(engine: Engine): Promise<number> {
  const table = 'CREATE TABLE IF NOT EXISTS schema_migrations (version bigint NOT NULL, PRIMARY KEY (version))'
  await engine.write(() => rowsOf(table))
  return engine.read(function* (): Plan<number> {
    const rows = yield* rowsOf<{ version: number | string }>('SELECT version FROM schema_migrations')
    return Math.max(0, ...rows.map(({ version }) => Number(version)))
  })
}
