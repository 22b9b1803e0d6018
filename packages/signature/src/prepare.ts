import type { CanonicalParts } from './canonical.ts'
import { sha256 } from './digest.ts'
import { assertOptions, type Credentials, readHeaders, type SignableRequest } from './request.ts'
import { formatSdkDate } from './sdk-date.ts'

/** How a request is signed. */
export type SignOptions = {
  /** The moment of signing, as a `Date` or in milliseconds since the epoch. Left out, it is now. */
  readonly date?: Date | number | undefined
  /**
   * The names of the headers to sign, for requests whose other headers a proxy rewrites. Left out, all headers of the request
   * and `Host` are signed. `X-Sdk-Date` and the `X-Security-Token` of temporary credentials always are.
   */
  readonly signedHeaders?: readonly string[] | undefined
}

/** A request with all that its signature covers. */
export type Prepared = CanonicalParts & { sdkDate: string }

/** @throws {TypeError} as `sign` does. */
export async function prepare(
  request: SignableRequest,
  credentials: Credentials,
  options: SignOptions,
): Promise<Prepared> {
  assertCredentials(credentials)
  assertOptions(options, ['date', 'signedHeaders'])
  const { date = Date.now(), signedHeaders } = options
  // As `fetch` does, which sends what the parser makes of the URL.
  const { host, pathname, search } = new URL(request.url)
  const headers = readHeaders(request.headers, host)
  const sdkDate = formatSdkDate(date)
  // A header that an earlier attempt has left must not be signed with its old value.
  headers.delete('authorization')
  const names = new Set(signedHeaders?.map((name) => name.toLowerCase()) ?? headers.keys())
  const add = (name: string, value: string | undefined) => {
    if (value === undefined) return
    headers.set(name, value)
    names.add(name)
  }
  add('x-sdk-date', sdkDate)
  add('x-security-token', credentials.securityToken)
  for (const name of names) {
    if (!headers.has(name)) throw new TypeError(`signedHeaders names ${name}, but the request has no such header.`)
  }
  return {
    method: request.method.toUpperCase(),
    target: { path: pathname, query: search.slice(1) },
    headers,
    signedHeaders: [...names].sort(),
    bodyHash: headers.get(CONTENT_HASH) ?? (await sha256(request.body ?? '')),
    sdkDate,
  }
}

/** The header that, when there is one, takes the place of the body's hash. */
export const CONTENT_HASH = 'x-sdk-content-sha256'

// The message does not repeat the value, as that of a runtime that refuses a header would.
function assertCredentials({ accessKey, secretKey, securityToken = '-' }: Credentials): void {
  for (const [name, value] of Object.entries({ accessKey, secretKey, securityToken })) {
    if (typeof value !== 'string' || !/^[!-~]+$/.test(value)) {
      throw new TypeError(`credentials.${name} must be visible ASCII without spaces and not empty.`)
    }
  }
}
