#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { readHosts, readOrigins, readPort, UsageError } from './options.ts'
import { startRelay } from './relay.ts'

const EXIT = { failed: 1, usage: 2 }
const DEFAULT_PORT = '4030'
const DOCS_ORIGINS = ['http://127.0.0.1:4000', 'http://localhost:4000']

const HELP = `rds-tasklist-relay: lets the API Explorer reach a real endpoint, from this machine only.

  --allow-origin ORIGIN  an origin whose pages may use the relay; may be repeated, and replaces the docs on port 4000
  --allow-host HOST      an endpoint that may be reached; may be repeated, and replaces the regions of the document.
                         A host is reached by https; for development http://127.0.0.1:PORT is possible
  --port NUMBER          ${DEFAULT_PORT} unless told otherwise; 0 takes any free port
  --help                 this text

Exit codes: 0 ended as asked; 1 could not start; 2 the options are wrong.`

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      'allow-origin': { type: 'string', multiple: true, default: DOCS_ORIGINS },
      'allow-host': { type: 'string', multiple: true },
      port: { type: 'string', default: DEFAULT_PORT },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const allowedOrigins = readOrigins(values['allow-origin'])
  const hosts = values['allow-host'] && { allowedHosts: readHosts(values['allow-host']) }
  const port = readPort(values.port)
  const log = (line: string) => console.error(line)
  const relay = await startRelay({ port, allowedOrigins, ...hosts, log }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new Error(`Port ${port} is taken: stop what uses it, or choose another with --port.`)
  })
  console.log(`relay: ${relay.url}\ntoken: ${relay.token}\nfor pages of: ${allowedOrigins.join(', ')}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void relay.close())
}

function isUsageError(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS') === true
}

try {
  await run()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = isUsageError(error) ? EXIT.usage : EXIT.failed
}
