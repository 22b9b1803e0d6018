import { turbo } from './turbo.ts'

// `pnpm turbo …`: Turbo as the repository runs it, without telemetry.
const { code } = await turbo(process.argv.slice(2))
process.exitCode = code
