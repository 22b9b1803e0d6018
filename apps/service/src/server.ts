import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { createAdmin } from './admin.ts'
import { type AppOptions, createApp } from './app.ts'
import { type LogOptions, logAnswer, logOptions } from './log.ts'
import { createMetrics } from './metrics.ts'
import type { TaskStore } from './store/task-store.ts'

export type ServiceOptions = Omit<AppOptions, 'store' | 'logger' | 'onAnswer'> & {
  /** Closed with the service. */
  store: TaskStore
  /** 0 takes any free port. */
  port: number
  /** The address to listen on. Loopback unless told otherwise. */
  host?: string
  /** The port of operators; 0 takes any free one. */
  adminPort: number
  /** The address of the admin port, which asks for no credentials. Loopback unless told otherwise. */
  adminHost?: string
  /** Nothing is logged unless told otherwise. */
  log?: LogOptions
  /** For how long the service still takes requests after it has said that it is not ready, in milliseconds. 0 unless told otherwise. */
  drainDelay?: number
  /** How long the database may take to say that it is there when `/readyz` asks, in milliseconds. 2 seconds unless told otherwise. */
  readyDeadline?: number
  /** After this time connections are cut that still wait for an answer, in milliseconds. 10 seconds unless told otherwise. */
  closeDeadline?: number
}

export type RunningService = {
  url: string
  adminUrl: string
  log: FastifyBaseLogger
  /** Says that it is not ready, stops accepting, answers what is in flight and closes the store. */
  close(): Promise<void>
}

const LOOPBACK = '127.0.0.1'
const CLOSE_DEADLINE_MS = 10_000

/**
 * Starts the service and its admin port and resolves once both listen.
 *
 * @throws the system's error when it cannot listen, such as `EADDRINUSE`; the store is closed then, too.
 */
export async function startService(options: ServiceOptions): Promise<RunningService> {
  const { store, port, host = LOOPBACK, adminPort, adminHost = LOOPBACK, log, readyDeadline } = options
  const metrics = createMetrics()
  let draining = false
  const app: FastifyInstance = createApp({
    ...options,
    ...(log && { logger: logOptions(log) }),
    onAnswer(record) {
      metrics.observe(record)
      logAnswer(app.log, record)
    },
  })
  const admin = createAdmin({ store, metrics, isDraining: () => draining, readyDeadline })
  const close = async () => {
    draining = true
    await closeAll(app, admin, options)
  }
  try {
    await app.listen({ port, host })
    await admin.listen({ port: adminPort, host: adminHost })
  } catch (error) {
    await close()
    throw error
  }
  let closing: Promise<void> | undefined
  return {
    url: urlOf(app, host),
    adminUrl: urlOf(admin, adminHost),
    log: app.log,
    close() {
      closing ??= close()
      return closing
    },
  }
}

async function closeAll(app: FastifyInstance, admin: FastifyInstance, options: ServiceOptions): Promise<void> {
  const { store, drainDelay = 0, closeDeadline = CLOSE_DEADLINE_MS } = options
  if (app.server.listening && drainDelay > 0) await wait(drainDelay)
  const cut = setTimeout(() => app.server.closeAllConnections(), closeDeadline)
  // The admin port stays until the end: it is what says that the service is draining.
  await app.close()
  clearTimeout(cut)
  admin.server.closeAllConnections()
  await admin.close()
  await store.close()
}

function urlOf({ server }: FastifyInstance, host: string): string {
  const { port } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
