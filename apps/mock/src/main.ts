import { parseArgs } from 'node:util'
import { startMock } from './server.ts'

const DEFAULT_PORT = '4010'
const DOCS_ORIGINS = ['http://127.0.0.1:4000', 'http://localhost:4000']

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: process.env.MOCK_PORT ?? DEFAULT_PORT },
      host: { type: 'string', default: '127.0.0.1' },
      'allow-origin': { type: 'string', multiple: true, default: DOCS_ORIGINS },
    },
  })
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
