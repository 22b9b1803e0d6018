import { parseArgs } from 'node:util'
import { startMock } from './server.ts'

const DEFAULT_PORT = '4010'
const DOCS_ORIGINS = ['http://127.0.0.1:4000', 'http://localhost:4000']

const HELP = `rds-tasklist-mock: answers like the document, on this machine.

  --port NUMBER          ${DEFAULT_PORT} unless told otherwise, also by MOCK_PORT; 0 takes any free port
  --host ADDRESS         127.0.0.1 unless told otherwise; another one makes the mock reachable from other machines
  --allow-origin ORIGIN  an origin whose pages may call the mock; may be repeated, and replaces the docs on port 4000
  --help                 this text`

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: process.env.MOCK_PORT ?? DEFAULT_PORT },
      host: { type: 'string', default: '127.0.0.1' },
      'allow-origin': { type: 'string', multiple: true, default: DOCS_ORIGINS },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const { port, host, 'allow-origin': allowedOrigins } = values
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new Error(
      `"${port}" is no port: choose a number from 0 to 65535 with --port or MOCK_PORT, 0 for any free one.`,
    )
  }
  const mock = await startMock({ port: Number(port), host, allowedOrigins }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new Error(`Port ${port} is taken: stop what uses it, or choose another with --port or MOCK_PORT.`)
  })
  console.log(`mock: ${mock.url}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void mock.close())
}

try {
  await run()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
