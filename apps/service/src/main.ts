import closeWithGrace from 'close-with-grace'
import { readConfig } from './config/read-config.ts'
import type { Config } from './config/settings.ts'
import { configText, helpText } from './config/show-config.ts'
import { UsageError } from './config/usage-error.ts'
import { runImport } from './import/run-import.ts'
import { runDemo, runService } from './run-service.ts'
import type { RunningService } from './server.ts'
import { openStore } from './store/open-store.ts'

const EXIT = { failed: 1, usage: 2 }
// For the store to close, after connections have been cut.
const LAST_WORDS_MS = 5000

async function run(args: string[]): Promise<void> {
  const [command, ...rest] = args
  if (command === 'import') return importFile(rest)
  const asked = readConfig(args, process.env)
  switch (asked.kind) {
    case 'help':
      return console.log(helpText())
    case 'print-config':
      return console.log(configText(asked.config, asked.origins))
    case 'demo':
      return serveUntilStopped(await runDemo(asked.config, asked.demo), asked.config)
    case 'serve':
      return serveUntilStopped(await runService(asked.config), asked.config)
  }
}

async function importFile([file, ...settings]: string[]): Promise<void> {
  if (file === '--help' || file === '-h') return console.log(helpText())
  if (!file) throw new UsageError('import needs a file of JSON lines, or - for standard input. See --help.')
  const asked = readConfig(settings, process.env)
  if (asked.kind === 'help') return console.log(helpText())
  if (asked.kind !== 'serve') throw new UsageError('import takes a file and --data. See --help.')
  const store = await openStore(asked.config)
  try {
    process.exitCode = await runImport(file, store)
  } finally {
    await store.close()
  }
}

function serveUntilStopped(service: RunningService, { drainDelay, closeDeadline }: Config): void {
  const delay = drainDelay + closeDeadline + LAST_WORDS_MS
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
