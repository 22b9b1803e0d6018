import { ALGORITHM, canonicalRequest, stringToSign } from './canonical.ts'
import { hmacSha256 } from './digest.ts'
import { prepare, type SignOptions } from './prepare.ts'
import type { Credentials, SignableRequest } from './request.ts'
import { signingKey } from './signing-key.ts'

/** The headers to add to a signed request. They authenticate it for 15 minutes: treat them as a secret. */
export type SignatureHeaders = {
  'X-Sdk-Date': string
  Authorization: string
  /** Only for temporary credentials. */
  'X-Security-Token'?: string
}

/**
 * Signs a request with SDK-HMAC-SHA256 and returns the headers to add to it.
 *
 * Nothing is changed in the request, and nothing that is signed may be changed afterwards. Of the headers given here, an old
 * `Authorization` is left out, and an old `X-Sdk-Date` replaced. For a body that cannot be hashed, give the header
 * `X-Sdk-Content-Sha256: UNSIGNED-PAYLOAD`.
 *
 * @throws {TypeError} for credentials that cannot be sent, a URL that is not absolute, an option that does not exist, a date outside the
 *   years 0 to 9999, a name in `signedHeaders` that has no header, a body that is a stream, and a runtime without WebCrypto. No message
 *   contains a credential.
 */
export async function sign(
  request: SignableRequest,
  credentials: Credentials,
  options: SignOptions = {},
): Promise<SignatureHeaders> {
  const { accessKey, securityToken } = credentials
  const prepared = await prepare(request, credentials, options)
  const text = await stringToSign(prepared.sdkDate, canonicalRequest(prepared))
  const signature = await hmacSha256(await signingKey(credentials), text)
  const names = prepared.signedHeaders.join(';')
  return {
    'X-Sdk-Date': prepared.sdkDate,
    ...(securityToken !== undefined && { 'X-Security-Token': securityToken }),
    Authorization: `${ALGORITHM} Access=${accessKey}, SignedHeaders=${names}, Signature=${signature}`,
  }
}
