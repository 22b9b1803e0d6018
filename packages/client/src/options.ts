import type { CredentialsProvider } from './credentials/provider.ts'
import { staticToken } from './credentials/token.ts'
import { headerNames, projectIdFormat, regionEndpoints } from './document.gen.ts'
import { UsageError } from './errors.ts'
import { headerValue } from './header-value.ts'
import { assertKnownNames, suggest } from './known-names.ts'
import type { operations } from './schema.gen.ts'
import { createBudget } from './transport/backoff.ts'
import type { Sender } from './transport/send.ts'

/** A region whose endpoint the document knows. */
export type Region = keyof typeof regionEndpoints

/** A token that IAM issued for the user and the project. It expires, see the document, and is not renewed. */
export type TokenCredentials = {
  /** Sent with every request, never printed. Visible ASCII without spaces. */
  token: string
}

type LanguageHeader = NonNullable<operations['ListTasks']['parameters']['header']>['X-Language']

type CommonOptions = {
  /** The ID of the project in that region, in the form that the document gives for `project_id`. */
  projectId: string
  /** How requests are authenticated: a token, or what a function of `@rds-tasklist/client/credentials` gives. */
  credentials: TokenCredentials | CredentialsProvider
  /** The language of error messages. Left out, the service decides. */
  language?: LanguageHeader | undefined
  /** Sends the requests instead of `globalThis.fetch`. It sees the credentials in the headers of the request. */
  fetch?: ((request: Request) => Promise<Response>) | undefined
  /** `false` sends queries that break a rule of the document, so that the service refuses them. Left out: `true`. */
  preflight?: boolean | undefined
  /** How often a request is tried at most, the first attempt included. Left out: 4. */
  maxAttempts?: number | undefined
  /** Milliseconds after which an attempt is given up, its body included. Left out: 10 000. */
  attemptTimeout?: number | undefined
  /** Milliseconds that a request may take over all attempts and pauses. Left out: 60 000. */
  deadline?: number | undefined
  /** The longest `Retry-After`, in milliseconds, that is waited for; a longer one fails at once. Left out: 20 000. */
  maxRetryAfter?: number | undefined
}

/** Where the service is: one of the two, never both. */
type Address =
  | {
      /** The region whose tasks are listed. Its endpoint comes from the document. */
      region: Region
      endpoint?: undefined
    }
  | {
      region?: undefined
      /**
       * Another address than a region of the document: a mock, a relay, a new region. An `http` or `https` URL without user
       * name, query and hash. A path is kept as a prefix; a slash at its end makes no difference.
       */
      endpoint: string
    }

/** The options of `createClient`. */
export type ClientOptions = CommonOptions & Address

/** The options once they are checked. */
export type ResolvedOptions = {
  baseUrl: string
  headers: Record<string, string>
  preflight: boolean
  sender: Sender
}

const NUMBERS = { maxAttempts: 4, attemptTimeout: 10_000, deadline: 60_000, maxRetryAfter: 20_000 }
const OPTION_NAMES = 'region endpoint projectId credentials language fetch preflight'.split(' ')

/** @throws {@link UsageError} for the first option that breaks its rule. The message never contains a value of `credentials`. */
export function resolveOptions(options: ClientOptions): ResolvedOptions {
  assertKnownNames('option', options, [...OPTION_NAMES, ...Object.keys(NUMBERS)])
  const { projectId, credentials, language, fetch, preflight = true } = options
  if (typeof projectId !== 'string' || !new RegExp(projectIdFormat.pattern).test(projectId)) {
    throw new UsageError(`projectId ${projectIdFormat.rule}. Copy it from My Credentials in the console.`)
  }
  if (fetch !== undefined && typeof fetch !== 'function') {
    throw new UsageError('fetch must be a function that takes a Request. Leave it out to use globalThis.fetch.')
  }
  return {
    baseUrl: resolveAddress(options),
    headers: language === undefined ? {} : { [headerNames.language]: headerValue('language', language) },
    preflight,
    sender: {
      ...resolveNumbers(options),
      projectId,
      credentials: resolveCredentials(credentials),
      // Read for each request: instrumentation and test tools replace the global after clients were created.
      fetch: fetch ?? ((request) => globalThis.fetch(request)),
      budget: createBudget(),
    },
  }
}

function resolveCredentials(credentials: TokenCredentials | CredentialsProvider): CredentialsProvider {
  if (typeof (credentials as CredentialsProvider | undefined)?.authenticate === 'function') {
    return credentials as CredentialsProvider
  }
  assertKnownNames('credential', credentials, ['token'])
  return staticToken((credentials as TokenCredentials).token)
}

function resolveNumbers(options: CommonOptions): typeof NUMBERS {
  const numbers = { ...NUMBERS }
  for (const name of Object.keys(NUMBERS) as (keyof typeof NUMBERS)[]) {
    const value = options[name] ?? NUMBERS[name]
    // The longest time that timers can wait; beyond it they fire at once.
    if (!(value >= (name === 'maxRetryAfter' ? 0 : 1) && value < 2 ** 31)) {
      throw new UsageError(`${name} must be a positive number below 2147483648, not ${value}.`)
    }
    numbers[name] = value
  }
  return numbers
}

function resolveAddress({ region, endpoint }: Partial<Record<'region' | 'endpoint', string | undefined>>): string {
  if ((region === undefined) === (endpoint === undefined)) {
    throw new UsageError(
      `Exactly one of region and endpoint must be given, not ${region === undefined ? 'neither' : 'both'}.`,
    )
  }
  if (endpoint !== undefined) return checkEndpoint(endpoint)
  if (Object.hasOwn(regionEndpoints, String(region))) return regionEndpoints[region as Region]
  const known = suggest(String(region), Object.keys(regionEndpoints))
  throw new UsageError(
    `unknown region ${region}; ${known} For a region that is not in the document, give its endpoint.`,
  )
}

// The value is not repeated in these messages: a URL can hold a password.
function checkEndpoint(endpoint: string): string {
  const url = typeof endpoint === 'string' && URL.canParse(endpoint) ? new URL(endpoint) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new UsageError('endpoint must be a URL with http or https, such as http://127.0.0.1:4010.')
  }
  if (url.username !== '' || url.password !== '') {
    throw new UsageError('endpoint must not contain a user name or password. Pass them in credentials.')
  }
  // The parser drops an empty query or hash, but a path added behind "?" or "#" would still not be a path.
  if (/[?#]/.test(endpoint)) {
    throw new UsageError('endpoint must not contain a query or hash, because the path of the operation is added to it.')
  }
  return url.href.replace(/\/+$/, '')
}
