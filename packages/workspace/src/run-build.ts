import { BuildError, build } from './build.ts'

// What `pnpm mock` and the like run first. Their own output begins after it, so this one says nothing unless it fails.
try {
  await build(process.argv.slice(2), process.stderr)
} catch (error) {
  if (!(error instanceof BuildError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
