import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { methodsOf } from './document.ts'

/** The request headers of the relay itself. They are never sent on. */
export const RELAY_HEADERS = { host: 'X-Relay-Host', token: 'X-Relay-Token' } as const

/** What a relay lets through. */
export type Rules = {
  /** Values that `Host` may have: the relay's own. Another one means a name of somebody else that resolves to this machine. */
  ownHosts: string[]
  allowedOrigins: string[]
  allowedHosts: string[]
  token: string
}

/** What the relay answers by itself. Its body is `{ relay_error, message }`, so that it cannot be taken for the endpoint's. */
export type Refusal = { status: number; relayError: string; message: string }

/** What is wrong with a request before anything of it is looked at that a stranger could guess, or undefined. */
export function refusalOfPage({ headers }: IncomingMessage, rules: Rules): Refusal | undefined {
  if (!rules.ownHosts.includes(headers.host ?? '')) {
    return refuse(421, 'wrong-host', 'Call the relay by its own address, as it printed it.')
  }
  if (!rules.allowedOrigins.includes(headers.origin ?? '')) {
    return refuse(403, 'wrong-origin', 'This page may not use the relay. Start it with --allow-origin and its origin.')
  }
  return undefined
}

/** What is wrong with a request of an allowed page, or undefined. */
export function refusalOf({ method = '', url = '', headers }: IncomingMessage, rules: Rules): Refusal | undefined {
  const [path = ''] = url.split('?', 1)
  if (!methodsOf(path).includes(method)) {
    return refuse(404, 'unknown-path', 'The relay sends reading requests to paths of the document only.')
  }
  if (!isSame(headers[RELAY_HEADERS.token.toLowerCase()], rules.token)) {
    return refuse(
      401,
      'wrong-token',
      `${RELAY_HEADERS.token} has to hold the token that the relay printed when it began.`,
    )
  }
  if (!rules.allowedHosts.includes(String(headers[RELAY_HEADERS.host.toLowerCase()] ?? ''))) {
    const fix = 'Start the relay with --allow-host to add one.'
    return refuse(403, 'unlisted-host', `${RELAY_HEADERS.host} has to name an endpoint on the relay's list. ${fix}`)
  }
  return undefined
}

export function refuse(status: number, relayError: string, message: string): Refusal {
  return { status, relayError, message }
}

/** Compares in constant time; the lengths are no secret. */
function isSame(given: string | string[] | undefined, token: string): boolean {
  const [one, other] = [Buffer.from(String(given ?? '')), Buffer.from(token)]
  return one.length === other.length && timingSafeEqual(one, other)
}
