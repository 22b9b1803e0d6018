import { inspect } from 'node:util'
import { afterEach } from 'vitest'
import { RdsError } from '../errors.ts'
import * as canaries from './canaries.ts'

/**
 * Every error of this package that a test made, whoever caught it, all that was written to the console and the streams, and what tests
 * add: events of hooks, lines of loggers, commands.
 */
export const seen: unknown[] = []

/** What a secret is found by: its word, as it is and in Base64 wherever that begins, and for all others that tests make up `CANARY`. */
const TRACES = Object.entries({ ...canaries, CANARY: 'CANARY' }).flatMap(([name, secret]) => {
  const word = secret.split(/[^A-Za-z]/)[0] ?? secret
  const encoded = [0, 1, 2].map((shift) =>
    Buffer.from(' '.repeat(shift) + word)
      .toString('base64')
      .slice(shift && 4, -4),
  )
  return [word, ...encoded].map((trace) => ({ name, trace }))
})

for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream)
  stream.write = ((chunk: string | Uint8Array, ...rest: never[]) => {
    seen.push(String(chunk))
    return write(chunk, ...rest)
  }) as typeof stream.write
}
for (const level of ['debug', 'error', 'info', 'log', 'warn'] as const) {
  const print = console[level]
  console[level] = (...values: unknown[]) => {
    seen.push(...values)
    print(...values)
  }
}

// A class calls the constructor that its prototype is at that moment, so the errors themselves stay as they are.
Object.setPrototypeOf(
  RdsError,
  class extends Error {
    constructor(...values: ConstructorParameters<typeof Error>) {
      super(...values)
      seen.push(this)
    }
  },
)

/** @throws when anything in `values` shows a secret in one of the ways in which values are printed. */
export function assertNoSecrets(values: readonly unknown[]): void {
  for (const value of values) {
    const { stack = '', message = '' } = (value ?? {}) as { stack?: string; message?: string }
    const shown = [inspect(value, { depth: 12, showHidden: true }), toJson(value), String(value), stack, message]
    const leaked = TRACES.find(({ trace }) => shown.some((text) => text.includes(trace)))
    if (leaked !== undefined)
      throw new Error(`The secret ${leaked.name} shows in ${value instanceof Error ? value.name : typeof value}.`)
  }
}

function toJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    return ''
  }
}

afterEach(() => assertNoSecrets(seen.splice(0)))
