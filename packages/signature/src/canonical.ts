import { hexByte, sha256 } from './digest.ts'
import type { Target } from './request.ts'

/** The name of the algorithm, which starts the string to sign and the `Authorization` header. */
export const ALGORITHM = 'SDK-HMAC-SHA256'

/** What the canonical request is made of, each part one line or, for the headers, one line for each name. */
export type CanonicalParts = {
  method: string
  target: Pick<Target, 'path' | 'query'>
  headers: ReadonlyMap<string, string>
  /** Lower-case names in the order in which they are signed. */
  signedHeaders: readonly string[]
  bodyHash: string
}

/** The request as the algorithm writes it before hashing. */
export function canonicalRequest({ method, target, headers, signedHeaders, bodyHash }: CanonicalParts): string {
  return [
    method,
    canonicalPath(target.path),
    canonicalQuery(target.query),
    canonicalHeaders(headers, signedHeaders),
    signedHeaders.join(';'),
    bodyHash,
  ].join('\n')
}

/** The text whose HMAC is the signature. */
export async function stringToSign(sdkDate: string, canonical: string): Promise<string> {
  return `${ALGORITHM}\n${sdkDate}\n${await sha256(canonical)}`
}

/** One line for each name. Each ends with a line break, so an empty line follows the last. */
export function canonicalHeaders(headers: ReadonlyMap<string, string>, names: readonly string[]): string {
  return names.map((name) => `${name}:${headers.get(name)}\n`).join('')
}

/** Always ends with a slash, so that `/tasklist` and `/tasklist/` sign alike. */
export function canonicalPath(path: string): string {
  const segments = path.split('/').map((segment) => percentEncode(decode(segment)))
  return segments.join('/').replace(/\/?$/, '/')
}

/** Read as a form: `+` is a space and a name without `=` has an empty value. Sorted by name, then by value. */
export function canonicalQuery(query: string): string {
  return (
    query
      .replaceAll('+', ' ')
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const [name = '', ...value] = pair.split('=')
        return [decode(name), decode(value.join('='))] as const
      })
      // Before they are encoded: "-" comes before "{", but "%7B" before "-".
      .sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]))
      .map((pair) => pair.map(percentEncode).join('='))
      .join('&')
  )
}

/** The bytes of a text, one character for each. As bytes, an escape that is not UTF-8 neither throws nor equals another one. */
function decode(text: string): string {
  return text.replace(/%[\dA-Fa-f]{2}|[^\0-\x7f]/gu, (found) =>
    String.fromCharCode(
      ...(found[0] === '%' ? [Number.parseInt(found.slice(1), 16)] : new TextEncoder().encode(found)),
    ),
  )
}

/** Escapes all but the unreserved characters of RFC 3986, in upper case. */
export function percentEncode(bytes: string): string {
  return bytes.replace(/[^\w.~-]/g, (byte) => `%${hexByte(byte.charCodeAt(0)).toUpperCase()}`)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
