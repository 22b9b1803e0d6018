import { ApiError, UsageError } from '../errors.ts'
import { assertKnownNames } from '../known-names.ts'
import { parseJson } from '../transport/decode.ts'
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
  /** For example `https://iam.cn-north-4.myhuaweicloud.com`. */
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
  const { domainName, userName, iamEndpoint } = credentials
  if (!URL.canParse(iamEndpoint) || !/^https?:$/.test(new URL(iamEndpoint).protocol)) {
    throw new UsageError('credentials.iamEndpoint must be a URL with http or https.')
  }
  const secret = new Secret(credentials.password)
  return renewingToken((context) => logIn(iamEndpoint, domainName, userName, secret, context))
}

async function logIn(
  iamEndpoint: string,
  domainName: string,
  userName: string,
  secret: Secret,
  { fetch, projectId, signal }: AuthenticationContext,
): Promise<IssuedToken> {
  const user = { name: userName, password: secret.reveal(), domain: { name: domainName } }
  const auth = { identity: { methods: ['password'], password: { user } }, scope: { project: { id: projectId } } }
  const request = new Request(`${iamEndpoint.replace(/\/+$/, '')}/v3/auth/tokens`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ auth }),
    // A redirect would carry the password along.
    redirect: 'manual',
    signal,
  })
  const response = await fetch(request)
  const text = await response.text()
  const token = response.headers.get('X-Subject-Token')
  if (response.ok && token !== null) return { token, expiresAt: expiry(text) }
  throw refused(response, text, secret)
}

// Without a readable time the token is kept until it is refused.
function expiry(text: string): number | undefined {
  const body = parseJson(text) as { token?: { expires_at?: string } } | null | undefined
  return Date.parse(body?.token?.expires_at ?? '') || undefined
}

/** IAM has an error body of its own: `{"error": {"code": 401, "message": "…"}}`. */
function refused({ status, headers }: Response, text: string, secret: Secret): ApiError {
  const body = parseJson(text) as { error?: { message?: unknown } } | null | undefined
  const said = body?.error?.message
  const errorMessage = typeof said === 'string' ? redact(said, [secret]) : undefined
  const requestId = headers.get('X-Request-Id') ?? undefined
  const bodyExcerpt = errorMessage === undefined ? redact(text, [secret]).slice(0, 200) : undefined
  const message = `IAM gave no token: ${status} ${errorMessage ?? 'without a documented body'}`
  return new ApiError(message, { status, code: undefined, errorMessage, requestId, bodyExcerpt, attempts: [] })
}
