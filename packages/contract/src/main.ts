#!/usr/bin/env node
import manifest from '../package.json' with { type: 'json' }

// Looked at before anything else is loaded: what follows does not even parse on a Node that is old enough.
const needed = manifest.engines.node.replace('>=', '')
const isTooOld = process.versions.node.localeCompare(needed, 'en', { numeric: true }) < 0

if (isTooOld) {
  console.error(`rds-tasklist-contract needs Node ${needed} or later; this is ${process.versions.node}.`)
  process.exitCode = 4
} else {
  const { runCommand } = await import('./command.ts')
  await runCommand(process.argv.slice(2), process.env)
}
