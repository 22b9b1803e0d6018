import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createAuthenticator } from './auth/authenticator.ts'
import { openCredentialsFile } from './auth/credentials-file.ts'
import { createIamTokenSource, tokenFromFile } from './auth/iam.ts'
import { UsageError } from './config/read-config.ts'
import type { Config } from './config/settings.ts'
import { type RunningService, startService } from './server.ts'
import { openPostgresStore } from './store/postgres-store.ts'
import { openSqliteStore } from './store/sqlite-store.ts'
import type { TaskStore } from './store/task-store.ts'

const DATABASE_FILE = 'tasks.sqlite'

/**
 * Starts the service as the settings say.
 *
 * @throws an error whose message says what to change.
 */
export async function runService(config: Config): Promise<RunningService> {
  if (!config.credentials && !config.iam) {
    throw new UsageError('Nobody could log in: give --credentials, --iam or both. See --help.')
  }
  let report = (message: string) => console.error(message)
  const authenticator = await authenticatorOf(config, (message) => report(message))
  const { port, host, adminPort, adminHost, drainDelay, closeDeadline, logLevel } = config
  const service = await startService({
    ...{ port, host, adminPort, adminHost, drainDelay, closeDeadline, authenticator },
    store: await openStore(config),
    allowedOrigins: config.allowOrigin,
    trustedProxies: config.trustProxy,
    limits: {
      ratePerSecond: config.rateLimit,
      maxConcurrent: config.maxConcurrent,
      maxConnections: config.maxConnections,
      handlerTimeout: config.handlerTimeout,
    },
    // Standard output is for who starts the service.
    log: { level: logLevel, stream: process.stderr },
  }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? new Error(takenPort(error)) : error
  })
  report = (message) => service.log.warn(message)
  return service
}

/** The store that the settings name: PostgreSQL if there is a `DATABASE_URL`, else a SQLite file. */
export async function openStore({ databaseUrl, data }: Pick<Config, 'databaseUrl' | 'data'>): Promise<TaskStore> {
  if (databaseUrl) return openPostgresStore({ url: databaseUrl })
  await mkdir(data, { recursive: true })
  return openSqliteStore({ file: join(data, DATABASE_FILE) })
}

async function authenticatorOf({ credentials, iam, iamTokenFile }: Config, onProblem: (message: string) => void) {
  const file = credentials ? await openCredentialsFile(credentials, { onProblem }) : undefined
  const tokens = [
    ...(file ? [file.tokens] : []),
    ...(iam && iamTokenFile
      ? [createIamTokenSource({ url: iam, serviceToken: tokenFromFile(iamTokenFile), onProblem })]
      : []),
  ]
  return createAuthenticator({ tokens, ...(file && { accessKeys: file.accessKeys }) })
}

function takenPort(error: NodeJS.ErrnoException & { port?: number }): string {
  return `Port ${error.port} is taken: stop what uses it, or choose others with --port and --admin-port.`
}
