import { createRequire } from 'node:module'
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os'
import { ON_DEMAND } from './peers.ts'

export type Machine = {
  cpu: string
  cores: number
  memoryGb: number
  system: string
  /** How many processes wanted a core in the minute before, on average. Much above 0, the figures are noise. */
  load: number
}

const PACKAGES = ['fastify', '@stoplight/prism-cli', 'autocannon', 'openapi-fetch', 'tsdown']

export function describeMachine(): Machine {
  const all = cpus()
  return {
    cpu: all[0]?.model ?? 'unknown',
    cores: all.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    load: loadavg()[0] ?? 0,
  }
}

/** The version of all that is measured but ours. */
export function versions(): Record<string, string> {
  const { node, sqlite = 'unknown' } = process.versions
  return { node, sqlite, ...Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)])), ...ON_DEMAND }
}

/** The version of a dependency, of this package or of the one that a file belongs to. */
export function versionOf(name: string, dependant = import.meta.url): string {
  return createRequire(dependant)(`${name}/package.json`).version
}
