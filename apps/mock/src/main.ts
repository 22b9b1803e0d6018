import { UsageError } from '@rds-tasklist/service/usage-error'
import { HELP, readOptions } from './read-options.ts'
import { startMock } from './start-mock.ts'

const EXIT = { failed: 1, usage: 2 }

async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env)
  if (!options) return console.log(HELP)
  const mock = await startMock(options).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new Error(`Port ${options.port} is taken: stop what uses it, or choose another with --port or MOCK_PORT.`)
  })
  console.log(`mock: ${mock.url}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void mock.close())
}

try {
  await run()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = error instanceof UsageError ? EXIT.usage : EXIT.failed
}
