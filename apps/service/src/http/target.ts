/** The target of a request without the address that a proxy may send before it. */
export function originForm(target: string): string {
  return target.replace(/^https?:\/\/[^/?#]*/i, '')
}

/** Path and query of a target as they stand on the wire. */
export function splitTarget(target: string): { path: string; rawQuery: string } {
  const whole = originForm(target)
  const end = whole.includes('?') ? whole.indexOf('?') : whole.length
  return { path: whole.slice(0, end), rawQuery: whole.slice(end + 1) }
}

/**
 * A path that Fastify's router takes literally. Left alone, the router would decode it, refuse what it cannot decode with an
 * answer of its own, and let `%74asklist` pass for `tasklist`. The rules of the document speak of the path as it was sent.
 */
export function literalPath(target: string): string {
  const { path } = splitTarget(target)
  const escaped = path.replaceAll('%', '%25').replaceAll('#', '%23').replaceAll(';', '%3B')
  return escaped.startsWith('/') ? escaped : `/${escaped}`
}
