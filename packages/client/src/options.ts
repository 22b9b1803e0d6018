import { assertNumber, checkEndpoint } from './checks.ts'
import type { CredentialsProvider } from './credentials/provider.ts'
import { staticToken } from './credentials/token.ts'
import { headerNames, projectIdFormat } from './document.gen.ts'
import { UsageError } from './errors.ts'
import { headerValue } from './header-value.ts'
import { assertKnownNames, suggest } from './known-names.ts'
import { type Region, regionEndpoints } from './regions.ts'
import type { operations } from './schema.gen.ts'
import { createBudget } from './transport/backoff.ts'
import type { Hooks } from './transport/hooks.ts'
import type { Sender } from './transport/try-once.ts'
import type { ResponseValidator } from './transport/validator.ts'

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
  /**
   * Called with every JSON body that arrives, of errors as well. A page is refused with the rule that it returns
   * ({@link DecodeError}); an error stays the {@link ApiError} that it is. What it throws rejects the call as it is.
   */
  validate?: ResponseValidator | undefined
  /** Functions that are told of requests, attempts, answers and errors, without credentials. They cannot change a call. */
  hooks?: Hooks | undefined
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
export type ResolvedOptions = Sender & { baseUrl: string; headers: Record<string, string>; preflight: boolean }

const DEFAULTS = {
  // Read for each request: instrumentation and test tools replace the global after clients were created.
  fetch: (request: Request): Promise<Response> => globalThis.fetch(request),
  preflight: true,
  validate: (() => undefined) as ResponseValidator,
  hooks: {} as Hooks,
  maxAttempts: 4,
  attemptTimeout: 10_000,
  deadline: 60_000,
  maxRetryAfter: 20_000,
}
const OPTION_NAMES = ['region', 'endpoint', 'projectId', 'credentials', 'language', ...Object.keys(DEFAULTS)]
const HOOK_NAMES = ['onRequest', 'onAttempt', 'onRetry', 'onResponse', 'onError']

/** @throws {@link UsageError} for the first option that breaks its rule. The message never contains a value of `credentials`. */
export function resolveOptions(options: ClientOptions): ResolvedOptions {
  assertKnownNames('option', options, OPTION_NAMES)
  const { projectId, credentials, language } = options
  if (typeof projectId !== 'string' || !new RegExp(projectIdFormat.pattern).test(projectId)) {
    // A longer text could be a secret that was mixed up with it.
    const given = String(projectId).length < 40 ? `, not ${projectId}` : ''
    throw new UsageError(`projectId ${projectIdFormat.rule}${given}. Copy it from My Credentials in the console.`)
  }
  const given = withDefaults(options)
  assertHooks(given.hooks)
  return {
    ...given,
    projectId,
    baseUrl: resolveAddress(options),
    headers: language === undefined ? {} : { [headerNames.language]: headerValue('language', language) },
    credentials: resolveCredentials(credentials),
    budget: createBudget(),
  }
}

function withDefaults(options: CommonOptions): typeof DEFAULTS {
  const resolved: Record<string, unknown> = {}
  for (const [name, fallback] of Object.entries(DEFAULTS)) {
    const value = options[name as keyof typeof DEFAULTS] ?? fallback
    if (typeof fallback === 'number') assertNumber(name, value, name === 'maxRetryAfter' ? 0 : 1)
    else if (typeof value !== typeof fallback) throw new UsageError(`${name} must be of type ${typeof fallback}.`)
    resolved[name] = value
  }
  return resolved as typeof DEFAULTS
}

function assertHooks(hooks: Hooks): void {
  assertKnownNames('hook', hooks, HOOK_NAMES)
  for (const [name, hook] of Object.entries(hooks)) {
    if (hook !== undefined && typeof hook !== 'function') throw new UsageError(`hooks.${name} must be a function.`)
  }
}

function resolveCredentials(credentials: TokenCredentials | CredentialsProvider): CredentialsProvider {
  if (typeof (credentials as CredentialsProvider | undefined)?.authenticate === 'function') {
    return credentials as CredentialsProvider
  }
  assertKnownNames('credential', credentials, ['token'])
  return staticToken((credentials as TokenCredentials).token)
}

function resolveAddress({ region, endpoint }: Partial<Record<'region' | 'endpoint', string | undefined>>): string {
  if ((region === undefined) === (endpoint === undefined)) {
    throw new UsageError('Exactly one of region and endpoint must be given.')
  }
  if (endpoint !== undefined) return checkEndpoint('endpoint', endpoint)
  const known = Object.keys(regionEndpoints)
  if (known.includes(String(region))) return regionEndpoints[region as Region]
  throw new UsageError(
    `unknown region ${region}; ${suggest(String(region), known)} For a region that is not in the document, give its endpoint.`,
  )
}
