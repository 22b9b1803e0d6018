#!/usr/bin/env node
// Plain JavaScript that old Nodes can read, so that they say what is missing instead of a syntax error.
import { readFileSync } from 'node:fs'

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const needed = engines.node.replace('>=', '')

if (isOlder(process.versions.node, needed)) {
  console.error(`rds-tasklist-service needs Node ${needed} or newer; this is ${process.versions.node}.`)
  process.exitCode = 1
} else {
  await import('../src/main.ts')
}

function isOlder(version, than) {
  const [one, other] = [version, than].map((text) => text.split('.').map(Number))
  const at = other.findIndex((number, index) => one[index] !== number)
  return at !== -1 && one[at] < other[at]
}
