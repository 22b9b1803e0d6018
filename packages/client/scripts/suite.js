import { accessKey, renewingToken } from './credentials.js'
import { explain } from './explain.js'
import { createClient, safe } from './index.js'
import { logger, toCurl } from './observe.js'
import { tasksQuery } from './react-query.js'
import { tasksSwr } from './swr.js'
import { createFake } from './testing.js'
import { validation } from './validate.js'
import { wait } from './wait.js'

/**
 * What a client does against a server that knows the names below. Lies beside the built files when it runs, in runtimes that strip
 * no types.
 */
export async function suite({ endpoint, projectId, token, id }) {
  const common = { endpoint, projectId }
  const client = createClient({ ...common, credentials: { token }, hooks: await channels() })
  const lines = []
  const log = (line) => lines.push(line)
  const hooks = logger({ debug: log, info: log, warn: log, error: log })
  await createClient({ ...common, credentials: { token }, hooks }).list()
  const tokens = ['first', 'second']
  const renewing = createClient({ ...common, credentials: renewingToken(async () => tokens.shift()) })
  const signing = async (options) => createClient({ ...common, credentials: accessKey({ ...KEY, ...options }) }).list()
  const { signal } = new AbortController()
  const validate = validation({ mode: 'strict' })
  const faking = createClient({ ...common, credentials: { token }, fetch: createFake().fetch, validate })
  return {
    page: await client.list(),
    iterated: (await client.tasks().toArray()).length,
    retried: await status(client.list({ name: 'retry' })),
    renewed: await status(renewing.list({ name: 'unauthorized' })),
    signed: await status(signing({})),
    signedAnywhere: await status(signing({ dangerouslyAllowBrowser: true })),
    waited: (await wait(client, id)).status,
    gateway: await status(client.list({ name: 'gateway' })),
    stacked: await client.list({ name: 'gateway' }).catch(isStackComplete),
    refused: await status(client.list({ limit: 0 })),
    aborted: await status(client.list({ name: 'hang' }, { signal: AbortSignal.timeout(50) })),
    logged: lines.length,
    command: toCurl(await client.dryRun()).split(' ')[0],
    explained: typeof explain(await client.list({ limit: 0 }).catch((error) => error)).action,
    queried: (await tasksQuery(client).queryFn({ signal })).total_count,
    fetched: (await tasksSwr(client)[1]()).total_count,
    faked: (await faking.list({ status: 'Running' })).tasks.length,
  }
}

const KEY = { accessKey: 'EXAMPLE', secretKey: 'of-no-use' }

/** Chromium writes the stack when an error is made; other engines when it is read, or without the message. */
function isStackComplete({ stack, message }) {
  return stack.includes(message) || !/Chrom/.test(globalThis.navigator?.userAgent ?? '')
}

async function status(call) {
  const { status, error } = await safe(call)
  return status ?? error.kind
}

/** The channels of Node, where there are some. */
async function channels() {
  if (globalThis.process?.versions?.node === undefined) return undefined
  return (await import('./observe.node.js')).diagnosticsChannel()
}
