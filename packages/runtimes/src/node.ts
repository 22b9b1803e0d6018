import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The Node that the machine has without ours. */
export function machineNode(): string {
  const own = process.env.PATH?.split(delimiter)
    .filter((directory) => !directory.includes('node_modules'))
    .map((directory) => join(directory, 'node'))
    .find((path) => existsSync(path))
  if (own === undefined) throw new Error('There is no node on the PATH outside node_modules.')
  return own
}
