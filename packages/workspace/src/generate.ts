import { turbo } from './turbo.ts'

// The client alone has generated sources.
const { code } = await turbo(['run', 'generate', '--filter=@rds-tasklist/client', '--output-logs=new-only'])
process.exitCode = code
