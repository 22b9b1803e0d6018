import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import fastify, { type FastifyInstance } from 'fastify'
import manifest from '../package.json' with { type: 'json' }
import { documents } from './document.ts'
import type { Metrics } from './metrics.ts'
import type { TaskStore } from './store/task-store.ts'

export type AdminOptions = {
  store: Pick<TaskStore, 'ping'>
  /** Whether the service is closing. */
  isDraining: () => boolean
  metrics: Metrics
  /** How long the database may take to say that it is there, in milliseconds. */
  readyDeadline?: number | undefined
}

const READY_DEADLINE_MS = 2000
const TIMEOUT_MS = 5000

/** The bytes of the bundle that this service was started with, as every other package reads it. */
const bundle = readFileSync(createRequire(import.meta.url).resolve('@rds-tasklist/spec/openapi.json'))

/** What operators ask, on a port of its own that needs no credentials and belongs on loopback or in a private network. */
export function createAdmin({ store, isDraining, metrics, readyDeadline = READY_DEADLINE_MS }: AdminOptions) {
  const admin = fastify({ requestTimeout: TIMEOUT_MS, handlerTimeout: TIMEOUT_MS, return503OnClosing: false })
  const version = {
    name: manifest.name,
    version: manifest.version,
    openapi: { version: documents['en-us'].info.version, sha256: createHash('sha256').update(bundle).digest('hex') },
  }
  const isStoreReady = storeCheck(store, readyDeadline)
  admin.get('/livez', async () => ({ status: 'alive' }))
  admin.get('/readyz', async (_, reply) => {
    const status = isDraining() ? 'draining' : (await isStoreReady()) ? 'ready' : 'store-unavailable'
    return reply.code(status === 'ready' ? 200 : 503).send({ status })
  })
  admin.get('/metrics', async (_, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  )
  admin.get('/openapi.json', async (_, reply) => reply.type('application/json').send(bundle))
  admin.get('/version', async () => version)
  return admin as FastifyInstance
}

/** Asks the store once at a time: probes that come while it is silent wait for the same answer. */
function storeCheck(store: Pick<TaskStore, 'ping'>, deadline: number): () => Promise<boolean> {
  let asked: Promise<boolean> | undefined
  const ask = () =>
    store.ping().then(
      () => true,
      () => false,
    )
  return async () => {
    asked ??= ask().finally(() => {
      asked = undefined
    })
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, deadline, false)
    })
    return Promise.race([asked, late]).finally(() => clearTimeout(timer))
  }
}
