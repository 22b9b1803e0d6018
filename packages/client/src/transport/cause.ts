type Foreign = Error & { code?: unknown }

// Deeper, nobody looks; and errors can refer to each other.
const DEPTH = 4

/** `fetch failed` alone says nothing; what is behind it does: on Node a code (`ECONNREFUSED`), else a message (`bad port`). */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  let inner: Foreign = error
  for (let depth = 0; depth < DEPTH && inner.cause instanceof Error; depth += 1) inner = inner.cause
  const why = typeof inner.code === 'string' ? inner.code : inner.message
  return why === error.message ? why : `${error.message} (${why})`
}

/**
 * What `error` and its causes say, as errors of our own: those of a `fetch` or a token source can carry a request, with its
 * credentials, in any member.
 */
export function copyOf(error: unknown, hide: (text: string) => string, depth: number = DEPTH): unknown {
  if (!(error instanceof Error)) return hide(String(error))
  const { name, message, stack = '', code, cause } = error as Foreign
  const isLast = cause === undefined || depth === 0
  const copy = new Error(hide(message), isLast ? undefined : { cause: copyOf(cause, hide, depth - 1) })
  return Object.assign(copy, {
    name: hide(name),
    stack: hide(stack),
    ...(typeof code === 'string' && { code: hide(code) }),
  })
}
