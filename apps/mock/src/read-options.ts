import { parseArgs } from 'node:util'
import { UsageError, unknownFlag } from '@rds-tasklist/service/usage-error'
import { readDelay } from './delay.ts'
import { readFault } from './faults.ts'
import type { MockOptions } from './start-mock.ts'

const DEFAULT_PORT = '4010'
const DOCS_ORIGINS = ['http://127.0.0.1:4000', 'http://localhost:4000']

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string', default: '127.0.0.1' },
  'allow-origin': { type: 'string', multiple: true, default: DOCS_ORIGINS },
  stateful: { type: 'boolean', default: false },
  seed: { type: 'string' },
  delay: { type: 'string', default: '0' },
  fault: { type: 'string', multiple: true, default: [] as string[] },
  help: { type: 'boolean', short: 'h', default: false },
} as const

export const HELP = `rds-tasklist-mock: answers like the document, on this machine.

  --port NUMBER          ${DEFAULT_PORT} unless told otherwise, also by MOCK_PORT; 0 takes any free port
  --host ADDRESS         127.0.0.1 unless told otherwise; another one makes the mock reachable from other machines
  --allow-origin ORIGIN  an origin whose pages may call the mock; may be repeated, and replaces the docs on port 4000
  --stateful             answers from made-up tasks in memory that move on, in place of the document's examples
  --seed NUMBER          the same tasks each time, and the same faults and delays to the same sequence of requests
  --delay MS             how long each answer waits; MIN-MAX for any time in between
  --fault KIND:PERCENT   what goes wrong with so many requests, with all when PERCENT is left out; may be repeated
                         429, 500, 503: the document's error; reset: the connection is cut; truncated: half an answer
  -h, --help             this text

A single request asks for itself by the header Prefer: example=NAME, code=STATUS, delay=MS, fault=KIND.`

/**
 * Reads the command line; nothing when it asks for help.
 *
 * @throws UsageError for an unknown flag, with the one that was probably meant, and for a value that breaks its rule.
 */
export function readOptions(args: string[], environment: NodeJS.ProcessEnv): MockOptions | undefined {
  refuseUnknown(args)
  const { values } = parse(args)
  if (values.help) return undefined
  const { seed, host, stateful, 'allow-origin': allowedOrigins } = values
  return {
    port: readPort(values.port ?? environment.MOCK_PORT ?? DEFAULT_PORT),
    host,
    allowedOrigins,
    stateful,
    ...(seed !== undefined && { seed: readSeed(seed) }),
    delay: readDelay(values.delay),
    faults: values.fault.map(readFault),
  }
}

/** Node would name the flag, but not the one that was meant. */
function refuseUnknown(args: string[]): void {
  const names = Object.keys(OPTIONS)
  const { tokens } = parseArgs({ args, options: OPTIONS, strict: false, tokens: true })
  for (const token of tokens) {
    if (token.kind === 'option' && !names.includes(token.name)) throw unknownFlag(token.rawName, names)
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS })
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split(/\.\s/)
    throw new UsageError(`${sentence}. See --help.`)
  }
}

function readPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new UsageError(
    `"${text}" is no port: choose a number from 0 to 65535 with --port or MOCK_PORT, 0 for any free one.`,
  )
}

function readSeed(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new UsageError(`"${text}" is no seed: choose a whole number of at most nine digits with --seed.`)
}
