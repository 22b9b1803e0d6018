import type { IncomingHttpHeaders } from 'node:http'
import { verify } from '@rds-tasklist/signature'
import { Lockout } from './lockout.ts'

/** Who sends a request, and the projects that they may see. */
export type Caller = {
  /** The same for all requests of one caller; holds no secret. */
  key: string
  projectIds: ReadonlySet<string>
}

/** What of a request proves who sends it. */
export type AuthRequest = {
  method: string
  /** Path and query as they stand on the wire. */
  target: string
  headers: IncomingHttpHeaders
  /** The address of the peer. */
  peer: string
}

/** Why credentials are not accepted. */
export type AuthFailure =
  | 'credentialsMissing'
  | 'tokenInvalid'
  | 'tokenExpired'
  | 'signatureMismatch'
  | 'accessKeyLocked'
  | 'iamUnavailable'

export type AuthResult = { ok: true; caller: Caller } | { ok: false; failure: AuthFailure }

/** Finds out who sends a request. Never rejects for what a request may contain. */
export type Authenticator = (request: AuthRequest) => Promise<AuthResult>

/** What a source knows of a token. */
export type TokenFinding = { kind: 'valid'; caller: Caller } | { kind: 'unknown' | 'expired' | 'unavailable' }

export type TokenSource = (token: string) => Promise<TokenFinding>

export type AccessKey = {
  secretKey: string
  /** Temporary keys come with one, and the request has to carry it. */
  securityToken?: string
  /** Milliseconds since 1970-01-01 UTC; infinite for a permanent key. */
  expiresAt: number
  caller: Caller
}

export type AccessKeySource = (accessKey: string) => Promise<AccessKey | undefined>

export type AuthenticatorOptions = {
  /** Asked in this order; the first that knows a token decides. */
  tokens?: TokenSource[]
  accessKeys?: AccessKeySource
  now?: () => number
}

// Who does not know the secret can fail like this by guessing. A wrong clock is no guess, and must not lock its owner out.
const GUESSES = ['unknown-access-key', 'signature-mismatch', 'security-token-mismatch']

/** Accepts tokens and signed requests. A request with both is judged by its token. */
export function createAuthenticator({
  tokens = [],
  accessKeys = async () => undefined,
  now = Date.now,
}: AuthenticatorOptions): Authenticator {
  const bySignature = signatureAuthenticator(accessKeys, now)
  return async (request) => {
    const token = request.headers['x-auth-token']
    if (token) return byToken(tokens, String(token))
    const { authorization } = request.headers
    return authorization ? bySignature(request, authorization) : refused('credentialsMissing')
  }
}

async function byToken(sources: TokenSource[], token: string): Promise<AuthResult> {
  for (const source of sources) {
    const finding = await source(token)
    if (finding.kind === 'valid') return { ok: true, caller: finding.caller }
    if (finding.kind === 'expired') return refused('tokenExpired')
    if (finding.kind === 'unavailable') return refused('iamUnavailable')
  }
  return refused('tokenInvalid')
}

function signatureAuthenticator(accessKeys: AccessKeySource, now: () => number) {
  const lockout = new Lockout(now)
  return async ({ method, target, headers, peer }: AuthRequest, authorization: string): Promise<AuthResult> => {
    const claimed = claimedKey(authorization)
    if (lockout.isLocked(claimed, peer)) return refused('accessKeyLocked')
    let known: AccessKey | undefined
    const secretOf = async (accessKey: string) => {
      known = await accessKeys(accessKey)
      return known
    }
    // A request of this API has no body that anybody would read, so none is verified.
    const result = await verify({ method, url: target, headers }, { secretOf, now: now() })
    // Tries that ran beside this one may have locked the pair since.
    if (lockout.isLocked(claimed, peer)) return refused('accessKeyLocked')
    if (!result.ok || !known) {
      if (!result.ok && GUESSES.includes(result.reason)) lockout.fail(claimed, peer)
      return refused('signatureMismatch')
    }
    lockout.succeed(claimed, peer)
    return known.expiresAt <= now() ? refused('tokenExpired') : { ok: true, caller: known.caller }
  }
}

function refused(failure: AuthFailure): AuthResult {
  return { ok: false, failure }
}

/** The access key that a signature names, or nothing. `verify` reads the header again, and strictly. */
function claimedKey(authorization: string): string {
  return /^SDK-HMAC-SHA256 Access=([^,\s]+)/.exec(authorization)?.[1] ?? ''
}
