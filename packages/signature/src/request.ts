/**
 * Headers as a `Headers` object, or as a plain object such as Node's `request.headers`. Names are matched in any case;
 * several values of one name are joined with `", "`, as HTTP does.
 */
export type HeadersLike =
  | { forEach(callback: (value: string, name: string) => void): void }
  | Readonly<Record<string, string | readonly string[] | undefined>>

/** A request as it is on the wire. The body has to be given whole, because a stream could be read only once. */
export type SignableRequest = {
  /** `GET`, `POST` and so on. */
  readonly method: string
  /** An absolute URL. For `verify` the target of the request line (`/path?query`) will do. */
  readonly url: string | URL
  readonly headers?: HeadersLike | undefined
  /** Text is taken as UTF-8. Left out, `null` and empty are the same: no body. */
  readonly body?: string | ArrayBuffer | ArrayBufferView | null | undefined
}

/** An access key with its secret. With a `securityToken` it is a temporary one, as IAM issues it. */
export type Credentials = {
  /** The access key ID (AK). It is sent in the clear. */
  readonly accessKey: string
  /** The secret access key (SK). It is never sent, and in no result and no error of this package. */
  readonly secretKey: string
  /** The token of temporary credentials. It is sent as `X-Security-Token`. */
  readonly securityToken?: string | undefined
}

/** @throws {TypeError} for an option that does not exist: a misspelt one would sign or demand less than its author means. */
export function assertOptions(options: object, known: readonly string[]): void {
  const unknown = Object.keys(options).find((name) => !known.includes(name))
  if (unknown !== undefined) throw new TypeError(`unknown option ${unknown}; known are ${known.join(', ')}.`)
}

/** Where a request goes, cut out of its URL without any normalisation. */
export type Target = { host: string | undefined; path: string; query: string }

// By hand, because a URL parser would resolve "." and ".." segments, and the receiver may not.
const TARGET = /^(?:[a-z][a-z\d+.-]*:\/\/(?:[^/?#@]*@)?([^/?#]*))?([^?#]*)(?:\?([^#]*))?/i

/** Splits an absolute URL or the target of a request line. */
export function splitUrl(url: string): Target {
  const [, host, path = '', query = ''] = TARGET.exec(url) ?? []
  return { host, path, query }
}

/** Lower-case names with trimmed values. A request that does not name its host has that of its URL. */
export function readHeaders(headers: HeadersLike = {}, host: string | undefined): Map<string, string> {
  const read = new Map<string, string>()
  const add = (value: string | readonly string[] | undefined, name: string) => {
    if (value === undefined) return
    const key = name.toLowerCase()
    read.set(key, [read.get(key) ?? [], value].flat().join(', ').trim())
  }
  if (typeof headers.forEach === 'function') headers.forEach(add)
  else for (const [name, value] of Object.entries(headers)) add(value, name)
  if (host !== undefined && !read.has('host')) read.set('host', host)
  return read
}
