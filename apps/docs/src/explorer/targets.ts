/** A request with its credentials, as the endpoint would get it. */
export type WireRequest = { method: string; url: string; headers: Record<string, string> }

/** What came back, cut down to what a page can read. */
export type Answer = { status: number; statusText: string; headers: [name: string, value: string][]; body: string }

/** Something that answers requests: a server, a relay, or code in the page. */
export type Target = {
  /** @throws when there is no readable answer, or `signal` aborts. */
  send(request: WireRequest, signal: AbortSignal): Promise<Answer>
}

/** Whether the page's policy lets a request through to this address: a server on this machine. */
export function isLocalAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(address)
  const isOrigin = pathname === '/' && `${search}${hash}${username}${password}` === ''
  return protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname) && isOrigin
}

/** A server that can be called directly. */
export const server: Target = { send: sendByFetch }

/** A relay at an address: it gets the request with the endpoint in a header, and its own token. */
export function relay(address: string, token: string): Target {
  return {
    send({ method, url, headers }, signal) {
      const { host, pathname, search } = new URL(url)
      const relayed = { ...headers, 'X-Relay-Host': host, 'X-Relay-Token': token }
      return sendByFetch({ method, url: `${new URL(address).origin}${pathname}${search}`, headers: relayed }, signal)
    },
  }
}

async function sendByFetch({ method, url, headers }: WireRequest, signal: AbortSignal): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers,
    signal,
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    // A redirect would carry the credentials to wherever it points.
    redirect: 'error',
  })
  const { status, statusText } = response
  return { status, statusText, headers: [...response.headers], body: await response.text() }
}
