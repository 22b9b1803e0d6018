import { headerNames } from './document.gen.ts'
import { AbortedError, ConnectionError } from './errors.ts'
import { apiError } from './response-errors.ts'
import type { Secret } from './secret.ts'

/**
 * The `fetch` under the generated paths and queries: it authenticates, sends, and returns only a 2xx whose body has fully
 * arrived, so that a body that breaks off counts as a lost connection.
 */
export function createTransport(
  secret: Secret,
  customFetch: ((request: Request) => Promise<Response>) | undefined,
): (request: Request) => Promise<Response> {
  return async (request) => {
    request.headers.set(headerNames.token, secret.reveal())
    // Read for each request: instrumentation and test tools replace the global after clients were created.
    const fetch = customFetch ?? globalThis.fetch
    const { response, bytes } = await failAsOurs(request, secret, async () => {
      request.signal.throwIfAborted()
      const response = await fetch(request)
      return { response, bytes: await response.arrayBuffer() }
    })
    if (!response.ok) throw apiError(response, bytes, secret)
    const { status, headers } = response
    // A Response with status 204 may not even have an empty body.
    return new Response(bytes.byteLength === 0 ? null : bytes, { status, headers })
  }
}

async function failAsOurs<T>(request: Request, secret: Secret, send: () => Promise<T>): Promise<T> {
  try {
    return await send()
  } catch (cause) {
    if (request.signal.aborted) {
      throw new AbortedError('The request was aborted by the signal of its caller.', { cause: request.signal.reason })
    }
    const { origin } = new URL(request.url)
    throw new ConnectionError(
      `No complete answer from ${origin}: ${secret.redact(describe(cause))}. Check the endpoint and the network.`,
      { cause },
    )
  }
}

/** `fetch failed` alone says nothing; on Node the code below it (`ECONNREFUSED`, `ENOTFOUND`) does. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code } = (error.cause ?? error) as { code?: unknown }
  return typeof code === 'string' ? `${error.message} (${code})` : error.message
}
