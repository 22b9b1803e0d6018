import closeWithGrace from 'close-with-grace'
import { readConfig, UsageError } from './config/read-config.ts'
import { configText, helpText } from './config/show-config.ts'
import { startDemoService } from './demo/start-demo.ts'
import { runImport } from './import/run-import.ts'
import { openStore, runService } from './run-service.ts'
import type { RunningService } from './server.ts'

const EXIT = { failed: 1, usage: 2 }
// For the store to close, after connections have been cut.
const LAST_WORDS_MS = 5000

async function run([command, ...rest]: string[]): Promise<void> {
  if (command === 'import') return importFile(rest)
  if (command === '--demo') return demo(rest)
  const asked = readConfig(command === undefined ? [] : [command, ...rest], process.env)
  if (asked.kind === 'help') return console.log(helpText())
  if (asked.kind === 'print-config') return console.log(configText(asked.config, asked.origins))
  const { config } = asked
  const service = await runService(config)
  serveUntilStopped(service, config.drainDelay + config.closeDeadline + LAST_WORDS_MS)
}

async function demo(args: string[]): Promise<void> {
  const asked = readConfig(args, process.env)
  if (asked.kind !== 'serve') throw new UsageError('--demo takes --port and --host. See --help.')
  const { port, host, allowOrigin, closeDeadline } = asked.config
  const service = await startDemoService({ port, host, allowedOrigins: allowOrigin })
  serveUntilStopped(service, closeDeadline + LAST_WORDS_MS)
}

async function importFile([file, ...settings]: string[]): Promise<void> {
  if (!file) throw new UsageError('import needs a file of JSON lines, or - for standard input. See --help.')
  const asked = readConfig(settings, process.env)
  if (asked.kind !== 'serve') throw new UsageError('import takes a file and --data. See --help.')
  const store = await openStore(asked.config)
  process.exitCode = await runImport(file, store)
  await store.close()
}

function serveUntilStopped(service: RunningService, delay: number): void {
  closeWithGrace({ delay, logger: false }, async ({ signal, err }) => {
    if (err) service.log.fatal({ err }, 'failed')
    else service.log.info({ signal }, 'closing')
    await service.close()
  })
  console.log(`service: ${service.url}\nadmin: ${service.adminUrl}`)
}

try {
  await run(process.argv.slice(2))
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = error instanceof UsageError ? EXIT.usage : EXIT.failed
}
