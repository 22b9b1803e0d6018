import {
  canonicalHeaders,
  canonicalPath,
  canonicalQuery,
  canonicalRequest,
  percentEncode,
  stringToSign,
} from './canonical.ts'
import { CONTENT_HASH, prepare, type SignOptions } from './prepare.ts'
import type { Credentials, SignableRequest } from './request.ts'

/** One part of what is signed. */
export type ExplainedStep = {
  readonly name: 'method' | 'path' | 'query' | 'headers' | 'signed headers' | 'body hash' | 'canonical request hash'
  /** The part itself, redacted. */
  readonly text: string
  /** How the algorithm makes it. */
  readonly rule: string
}

/** What a signature covers, for finding out why another side computes another one. It contains no secret and no signature. */
export type Explanation = {
  readonly steps: readonly ExplainedStep[]
  /** Its header values that can be secret are `[redacted]`, so its hash is not the one in `stringToSign`, which is the real one. */
  readonly canonicalRequest: string
  readonly stringToSign: string
}

const REDACTED = '[redacted]'
// What authenticates may have any name, so only these are shown.
const SHOWN_HEADERS = ['host', 'content-type', 'x-sdk-date', 'x-project-id', 'x-language', CONTENT_HASH]

/**
 * Shows step by step what `sign` would sign, with the same arguments. Of headers only the values of `Host`, `Content-Type`,
 * `X-Sdk-Date`, `X-Project-Id`, `X-Language` and `X-Sdk-Content-Sha256` are shown, any other is redacted, and the secrets of
 * `credentials` wherever they occur. Path and query are shown: mind what else they hold before you pass it on.
 *
 * @throws {TypeError} as `sign` does.
 */
export async function explain(
  request: SignableRequest,
  credentials: Credentials,
  options: SignOptions = {},
): Promise<Explanation> {
  const prepared = await prepare(request, credentials, options)
  const text = await stringToSign(prepared.sdkDate, canonicalRequest(prepared))
  const { method, target, signedHeaders, bodyHash } = prepared
  const headers = new Map(prepared.headers)
  for (const name of headers.keys()) if (!SHOWN_HEADERS.includes(name)) headers.set(name, REDACTED)
  const redact = redactor(credentials)
  const step = (name: ExplainedStep['name'], part: string, rule: string) => ({ name, text: redact(part), rule })
  return {
    steps: [
      step('method', method, 'in upper case'),
      step('path', canonicalPath(target.path), 'each segment percent-encoded once, with a slash at the end'),
      step('query', canonicalQuery(target.query), 'decoded, sorted by name and value, percent-encoded; a space is %20'),
      step('headers', canonicalHeaders(headers, signedHeaders), 'lower-case name, colon, trimmed value, line break'),
      step('signed headers', signedHeaders.join(';'), 'lower-case names, sorted'),
      step('body hash', bodyHash, 'SHA-256 of the body, or the value of X-Sdk-Content-Sha256'),
      step('canonical request hash', text.slice(-64), 'SHA-256 of the lines above, not redacted'),
    ],
    canonicalRequest: redact(canonicalRequest({ ...prepared, headers })),
    stringToSign: redact(text),
  }
}

// A query contains them percent-encoded.
function redactor({ secretKey, securityToken = secretKey }: Credentials): (text: string) => string {
  const secrets = [secretKey, securityToken].flatMap((secret) => [secret, percentEncode(secret)])
  return (text) => secrets.reduce((redacted, secret) => redacted.replaceAll(secret, REDACTED), text)
}
