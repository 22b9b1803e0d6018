import { parseArgs } from 'node:util'
import { sampleRequest } from '@rds-tasklist/spec/reader'
import { checks } from './checks/index.ts'
import { listOperation, parameterOf } from './rules/document.ts'
import type { RunOptions } from './run/run-suite.ts'
import { isLoopback, type Target, type Undriven } from './targets/target.ts'

/** The command was called wrongly. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const HELP = `rds-tasklist-contract URL --token-env NAME: judges whether a server is this API.

Sends what only reads, some of it wrong on purpose; to this machine also methods that write. Choose a project with at most
500 tasks; they may move on meanwhile.

  --token-env NAME            the variable that holds a token of the project; needed
  --project ID                the project; the one of the sample request unless told otherwise
  --foreign-project ID        a project of somebody else, to see that it is refused
  --expired-token-env NAME    the variable that holds a token that has expired
  --access-key-env NAME       the variables that hold an access key of the project
  --secret-key-env NAME       and its secret
  --only CHECK                a check to make; may be repeated
  --seed NUMBER               the same seed tries the same cases; a new one each time unless told otherwise
  --replay CHECK:SEED:PATH    tries the counterexample that a run printed
  --runs NUMBER               random cases of each property (3)
  --max-requests NUMBER       requests at most (600)
  --rate NUMBER               requests per second at most (10; without bound on this machine)
  --keep FILE                 a JSON file of counterexamples: tried first, and new ones are added
  --json FILE, --junit FILE, --html FILE   reports to write
  --help                      this text

Exit codes: 0 no violation, 1 violations, 2 wrong usage, 3 the server cannot be reached, 4 no verdict for another
reason, such as a token that is refused.`

const OPTIONS = {
  'token-env': { type: 'string' },
  project: { type: 'string', default: sampleRequest(listOperation()).projectId },
  'foreign-project': { type: 'string' },
  'expired-token-env': { type: 'string' },
  'access-key-env': { type: 'string' },
  'secret-key-env': { type: 'string' },
  only: { type: 'string', multiple: true },
  seed: { type: 'string' },
  replay: { type: 'string' },
  runs: { type: 'string', default: '3' },
  'max-requests': { type: 'string', default: '600' },
  rate: { type: 'string' },
  keep: { type: 'string' },
  json: { type: 'string' },
  junit: { type: 'string' },
  html: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

export type Options = {
  target: Target
  run: RunOptions
  keep: string | undefined
  files: { json: string | undefined; junit: string | undefined; html: string | undefined }
}

/**
 * Reads what the command was called with; `undefined` when it was asked for help.
 *
 * @throws UsageError that says what to write instead.
 */
export function readOptions(args: string[], env: NodeJS.ProcessEnv): Options | undefined {
  const { values, positionals } = parse(args)
  if (values.help) return undefined
  const url = readUrl(positionals)
  const replay = readReplay(values.replay)
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : wholeNumber('seed', values.seed)
  const rate = values.rate ?? (isLoopback(url) ? undefined : '10')
  const ratePerSecond = rate === undefined ? Number.POSITIVE_INFINITY : wholeNumber('rate', rate)
  return {
    target: readTarget(url, values, env),
    run: {
      seed: replay?.seed ?? seed,
      runs: wholeNumber('runs', values.runs),
      manners: { maxRequests: wholeNumber('max-requests', values['max-requests']), ratePerSecond },
      replay: replay && { property: replay.property, path: replay.path },
      only: values.only?.map(checkNamed),
    },
    keep: values.keep,
    files: { json: values.json, junit: values.junit, html: values.html },
  }
}

type Values = ReturnType<typeof parse>['values']

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new UsageError(`${(error as Error).message} See --help.`)
  }
}

function readUrl(positionals: string[]): string {
  const [text = ''] = positionals
  if (positionals.length === 1 && !text.includes('://') && URL.canParse(`http://${text}`)) {
    const scheme = isLoopback(`http://${text}`) ? 'http' : 'https'
    throw new UsageError(`${text} has no scheme: give ${scheme}://${text}.`)
  }
  if (positionals.length !== 1 || !/^https?:/.test(text) || !URL.canParse(text)) {
    throw new UsageError('Give one URL, such as http://127.0.0.1:4020. See --help.')
  }
  const { origin, protocol, pathname } = new URL(text)
  if (pathname !== '/') throw new UsageError(`Give the address alone, ${origin}: the paths come from the document.`)
  if (protocol === 'http:' && !isLoopback(origin)) {
    throw new UsageError(`${origin} would get the token in the clear: use https.`)
  }
  return origin
}

function readTarget(url: string, values: Values, env: NodeJS.ProcessEnv): Target {
  const secret = (flag: 'token-env' | 'expired-token-env' | 'access-key-env' | 'secret-key-env') => {
    const name = values[flag]
    if (name === undefined) return undefined
    if (!env[name]) throw new UsageError(unset(flag, name))
    return env[name]
  }
  const token = secret('token-env')
  if (token === undefined) throw new UsageError('--token-env NAME is needed: the variable that holds a token.')
  const [accessKey, secretKey, expiredToken] = [
    secret('access-key-env'),
    secret('secret-key-env'),
    secret('expired-token-env'),
  ]
  if ((accessKey === undefined) !== (secretKey === undefined)) {
    throw new UsageError('--access-key-env and --secret-key-env go together.')
  }
  const foreign = values['foreign-project']
  if (foreign !== undefined) projectId('foreign-project', foreign)
  if (foreign === values.project) throw new UsageError('--foreign-project must be another one than --project.')
  return {
    name: url,
    url,
    projectId: projectId('project', values.project),
    token,
    secrets: secretsOf(values, env),
    ...(foreign !== undefined && { foreign: { projectId: foreign } }),
    ...(expiredToken !== undefined && { expiredToken }),
    ...(accessKey !== undefined && secretKey !== undefined && { accessKey: { accessKey, secretKey } }),
    undriven: { [listOperation().operationId]: undriven(foreign === undefined) },
  }
}

/** Whoever writes the secret itself there must not see it repeated: only what looks like a variable is shown. */
function unset(flag: string, name: string): string {
  if (/^[A-Z][A-Z_]*$/.test(name)) return `--${flag} names the variable ${name}, which is not set or empty.`
  return `--${flag} must name a variable that is set; what it was given is none.`
}

/** The variables that hold secrets, so that a cURL can name them. */
function secretsOf(values: Values, env: NodeJS.ProcessEnv): Record<string, string> {
  const names = [values['token-env'], values['expired-token-env'], values['secret-key-env']]
  return Object.fromEntries(names.flatMap((name) => (name === undefined ? [] : [[name, env[name] ?? '']])))
}

function projectId(flag: string, text: string): string {
  const { schema } = parameterOf(listOperation(), 'project_id')
  if (new RegExp(schema.pattern ?? '', 'u').test(text)) return text
  throw new UsageError(`--${flag} must match ${schema.pattern}, as the document says of project_id.`)
}

function undriven(hasNoForeign: boolean): Undriven[] {
  return [
    ...(hasNoForeign ? [{ status: 403, reason: 'no project of somebody else is given: --foreign-project' }] : []),
    { status: 429, reason: 'the suite keeps below the limit, and waits when it is told to' },
    { status: 500, reason: 'no request should make a server fail' },
    { status: 503, reason: 'nobody takes away what the server needs' },
  ]
}

function readReplay(text: string | undefined) {
  if (text === undefined) return undefined
  const [, property = '', seed = '', path = ''] = /^([\w./-]+):(-?\d+):([\d:]+)$/.exec(text) ?? []
  if (!property) throw new UsageError('--replay takes CHECK:SEED:PATH, as a run printed it.')
  checkNamed(property.split('/')[0] ?? '')
  return { property, seed: Number(seed), path }
}

/** A name that no check has would select nothing, and a run of nothing finds no violation. */
function checkNamed(name: string): string {
  if (checks.some((check) => check.name === name)) return name
  throw new UsageError(`No check is named "${name}". These are: ${checks.map((check) => check.name).join(', ')}.`)
}

function wholeNumber(flag: string, text: string): number {
  if (!/^\d{1,10}$/.test(text) || Number(text) < 1) throw new UsageError(`--${flag} must be a whole number from 1.`)
  return Number(text)
}
