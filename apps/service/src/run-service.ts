import { createAuthenticator } from './auth/authenticator.ts'
import { openCredentialsFile } from './auth/credentials-file.ts'
import { createIamTokenSource, tokenFromFile } from './auth/iam.ts'
import type { Config } from './config/settings.ts'
import { UsageError } from './config/usage-error.ts'
import type { DemoStoreOptions } from './demo/demo-store.ts'
import { startDemoService } from './demo/start-demo.ts'
import { startRetention } from './retention.ts'
import { type RunningService, startService } from './server.ts'
import { openServedStore } from './store/open-store.ts'

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
  const store = await openServedStore(config)
  const service = await listening(startService({ ...servingOptions(config), store, authenticator }))
  report = (message) => service.log.warn(message)
  const days = config.retentionDays
  if (days === undefined) return service
  const retention = startRetention({ store, days, log: service.log })
  return {
    ...service,
    async close() {
      await Promise.all([retention.stop(), service.close()])
    },
  }
}

/** Starts the demo as the settings say. */
export function runDemo(config: Config, demo: DemoStoreOptions): Promise<RunningService> {
  return listening(startDemoService({ ...servingOptions(config), ...demo }))
}

/** How to serve, whatever is served. */
function servingOptions(config: Config) {
  const { port, host, adminPort, adminHost, drainDelay, closeDeadline, logLevel } = config
  return {
    ...{ port, host, adminPort, adminHost, drainDelay, closeDeadline },
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
  }
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

function listening(service: Promise<RunningService>): Promise<RunningService> {
  return service.catch((error: NodeJS.ErrnoException & { port?: number }) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new Error(`Port ${error.port} is taken: stop what uses it, or choose others with --port and --admin-port.`)
  })
}
