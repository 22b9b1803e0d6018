import { canonicalRequest, stringToSign } from './canonical.ts'
import { equalInConstantTime } from './constant-time.ts'
import { hmacKey, hmacSha256, sha256 } from './digest.ts'
import { CONTENT_HASH } from './prepare.ts'
import { assertOptions, type Credentials, readHeaders, type SignableRequest, splitUrl } from './request.ts'
import { parseSdkDate } from './sdk-date.ts'

/** The secret half of credentials. */
export type Secrets = Pick<Credentials, 'secretKey' | 'securityToken'>

/** How a request is verified. */
export type VerifyOptions = {
  /**
   * Looks up the secrets of an access key; `undefined` when there is no such key, or not any more. What it throws, `verify` throws.
   * For an unknown key `verify` works as long as for a known one; that the look-up does as well is up to you.
   */
  readonly secretOf: (accessKey: string) => Secrets | undefined | Promise<Secrets | undefined>
  /** The time of the receiver, as a `Date` or in milliseconds since the epoch. Left out, it is now. */
  readonly now?: Date | number | undefined
  /** Names of headers that must be signed where a request has them, `Host` for instance. `X-Sdk-Date` always must. */
  readonly requireSigned?: readonly string[] | undefined
}

/** The request is signed by the owner of `accessKey`. Headers that are not in `signedHeaders` may have been changed by anyone. */
export type Verified = { readonly ok: true; readonly accessKey: string; readonly signedHeaders: readonly string[] }

/** Why a request is refused. Tell it to your log; a sender who learns the reason learns which access keys exist. */
export type Refused =
  | { readonly ok: false; readonly reason: 'missing-authorization' | 'malformed-authorization' }
  | {
      readonly ok: false
      readonly reason:
        | 'missing-date'
        | 'malformed-date'
        /** More than 15 minutes from `now`, in either direction. */
        | 'stale-date'
        /** `X-Sdk-Content-Sha256` is neither `UNSIGNED-PAYLOAD` nor the hash of the body. */
        | 'body-mismatch'
        | 'unknown-access-key'
        | 'signature-mismatch'
        /** The credentials are temporary, and `X-Security-Token` is absent or another one. */
        | 'security-token-mismatch'
      /** As the request claims it. */
      readonly accessKey: string
    }
  | {
      readonly ok: false
      /** The header has to be signed and is not, or it is said to be signed and is absent. */
      readonly reason: 'unsigned-header' | 'absent-header'
      readonly accessKey: string
      /** Its lower-case name. */
      readonly header: string
    }

/** What `verify` finds. Narrow it by `ok`, then by `reason`. */
export type Verification = Verified | Refused

// Names are visible ASCII without commas: what goes to a log has no control characters.
const AUTHORIZATION = /^SDK-HMAC-SHA256 Access=([!-+\--~]+), *SignedHeaders=([!-+\--~]+), *Signature=([\da-f]{64})$/
const MAX_SKEW = 15 * 60 * 1000
const NOBODY: Secrets = { secretKey: '-'.repeat(40) }

/**
 * Verifies the signature of a request as it came over the wire. The names in `SignedHeaders` are followed as they were sent.
 * It answers every request, however malformed, and throws what `secretOf` throws.
 *
 * @throws {TypeError} for an option that does not exist, a body that is a stream, and a runtime without WebCrypto.
 */
export async function verify(request: SignableRequest, options: VerifyOptions): Promise<Verification> {
  assertOptions(options, ['secretOf', 'now', 'requireSigned'])
  const target = splitUrl(String(request.url))
  const headers = readHeaders(request.headers, target.host)
  const authorization = headers.get('authorization')
  if (authorization === undefined) return { ok: false, reason: 'missing-authorization' }
  const [, accessKey, list, signature] = AUTHORIZATION.exec(authorization) ?? []
  if (accessKey === undefined || list === undefined || signature === undefined) {
    return { ok: false, reason: 'malformed-authorization' }
  }
  const refuse = (reason: Extract<Refused, { accessKey: string; header?: never }>['reason']): Refused => ({
    ok: false,
    reason,
    accessKey,
  })
  const signedHeaders = list.split(';')
  const sdkDate = headers.get('x-sdk-date')
  if (sdkDate === undefined) return refuse('missing-date')
  const incomplete = findIncomplete(headers, signedHeaders, options.requireSigned)
  if (incomplete !== undefined) return { ok: false, accessKey, ...incomplete }
  const date = parseSdkDate(sdkDate)
  if (date === undefined) return refuse('malformed-date')
  if (!(Math.abs(Number(options.now ?? Date.now()) - date) <= MAX_SKEW)) return refuse('stale-date')
  const actualHash = await sha256(request.body ?? '')
  const bodyHash = headers.get(CONTENT_HASH) ?? actualHash
  if (bodyHash !== 'UNSIGNED-PAYLOAD' && bodyHash.toLowerCase() !== actualHash) return refuse('body-mismatch')

  const found = await options.secretOf(accessKey)
  // As `sign` does: `fetch` sends `patch` as it is.
  const method = request.method.toUpperCase()
  // An unknown key is computed with as well, or its faster answer would tell which keys exist.
  const { secretKey, securityToken } = found?.secretKey ? found : NOBODY
  const canonical = canonicalRequest({ method, target, headers, signedHeaders, bodyHash })
  // Imported anew for each request, as a key that was kept would be the faster one.
  const key = await hmacKey(secretKey)
  const expected = await hmacSha256(key, await stringToSign(sdkDate, canonical))
  const isSignature = equalInConstantTime(expected, signature)
  const isToken = equalInConstantTime(securityToken ?? '', headers.get('x-security-token') ?? '')
  if (!found?.secretKey) return refuse('unknown-access-key')
  if (!isSignature) return refuse('signature-mismatch')
  if (securityToken !== undefined && !isToken) return refuse('security-token-mismatch')
  return { ok: true, accessKey, signedHeaders }
}

function findIncomplete(
  headers: ReadonlyMap<string, string>,
  signedHeaders: readonly string[],
  requireSigned: readonly string[] = [],
): { reason: 'unsigned-header' | 'absent-header'; header: string } | undefined {
  const required = ['x-sdk-date', ...requireSigned.map((name) => name.toLowerCase())]
  const unsigned = required.find((name) => headers.has(name) && !signedHeaders.includes(name))
  if (unsigned !== undefined) return { reason: 'unsigned-header', header: unsigned }
  const absent = signedHeaders.find((name) => !headers.has(name))
  return absent === undefined ? undefined : { reason: 'absent-header', header: absent }
}
