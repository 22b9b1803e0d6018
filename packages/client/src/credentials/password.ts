import { checkEndpoint } from '../checks.ts'
import { clock } from '../clock.ts'
import { ApiError, UsageError } from '../errors.ts'
import { assertKnownNames } from '../known-names.ts'
import { oneLine } from '../one-line.ts'
import { describe } from '../transport/cause.ts'
import { excerpt, parseJson } from '../transport/decode.ts'
import { readBody } from '../transport/read-body.ts'
import { retryAfter } from '../transport/retry-after.ts'
import type { AuthenticationContext, CredentialsProvider } from './provider.ts'
import { type IssuedToken, renewingToken } from './renewing-token.ts'
import { redact, Secret } from './secret.ts'

/** A user of IAM. */
export type PasswordCredentials = {
  /** The name of the account (domain) that the user belongs to. */
  domainName: string
  userName: string
  /** Sent to `iamEndpoint` only, never printed. */
  password: string
  /** For example `https://iam.cn-north-4.myhuaweicloud.com`. Its rules are those of the client's `endpoint`. */
  iamEndpoint: string
}

const NAMES = ['domainName', 'userName', 'password', 'iamEndpoint'] as const

/**
 * Logs in with a password (`POST /v3/auth/tokens` of IAM) for tokens of the client's project, and again before they expire.
 *
 * @throws {@link UsageError} for a missing value. Requests throw {@link ApiError} when IAM refuses.
 */
export function password(credentials: PasswordCredentials): CredentialsProvider {
  assertKnownNames('credential', credentials, NAMES)
  for (const name of NAMES) {
    if (typeof credentials[name] !== 'string' || credentials[name] === '') {
      throw new UsageError(`credentials.${name} must be a string that is not empty.`)
    }
  }
  const { domainName, userName } = credentials
  const endpoint = checkEndpoint('credentials.iamEndpoint', credentials.iamEndpoint)
  const secret = new Secret(credentials.password)
  return renewingToken((context) => logIn(endpoint, domainName, userName, secret, context))
}

async function logIn(
  endpoint: string,
  domainName: string,
  userName: string,
  secret: Secret,
  { fetch, projectId, signal }: AuthenticationContext,
): Promise<IssuedToken> {
  const user = { name: userName, password: secret.reveal(), domain: { name: domainName } }
  const auth = { identity: { methods: ['password'], password: { user } }, scope: { project: { id: projectId } } }
  const request = new Request(`${endpoint}/v3/auth/tokens`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ auth }),
    // A redirect would carry the password along.
    redirect: 'manual',
    signal,
  })
  const hide = (text: string) => redact(text, [secret.reveal()])
  try {
    const response = await fetch(request)
    const text = new TextDecoder().decode(await readBody(response))
    const token = response.headers.get('X-Subject-Token')
    if (response.ok && token !== null) return { token, expiresAt: expiry(text) }
    throw refused(response, text, hide)
  } catch (error) {
    if (ApiError.is(error)) throw error
    // Only here is the password known that the error of a foreign fetch could repeat.
    throw new Error(`no complete answer from ${endpoint}: ${hide(describe(error))}`)
  }
}

// Without a readable time the token is kept until it is refused.
function expiry(text: string): number | undefined {
  const body = parseJson(text) as { token?: { expires_at?: string } } | null | undefined
  return Date.parse(body?.token?.expires_at ?? '') || undefined
}

/** IAM has an error body of its own: `{"error": {"code": 401, "message": "…"}}`. The call adds its request and attempts. */
function refused({ status, headers }: Response, text: string, hide: (text: string) => string): ApiError {
  const body = parseJson(text) as { error?: { message?: unknown } } | null | undefined
  const said = body?.error?.message
  const errorMessage = typeof said === 'string' ? oneLine(hide(said)) : undefined
  const requestId = oneLine(hide(headers.get('X-Request-Id') ?? '')) || undefined
  const bodyExcerpt = errorMessage === undefined ? excerpt(text, hide) : undefined
  const message = `IAM gave no token: ${status} ${errorMessage ?? 'without a documented body'}`
  const asked = { retryAfter: retryAfter(headers, clock.now()) }
  return new ApiError(message, { status, code: undefined, errorMessage, requestId, bodyExcerpt, ...asked })
}
