import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as sendHttp,
} from 'node:http'
import { request as sendHttps } from 'node:https'
import { REQUEST_HEADERS, RESPONSE_HEADERS } from './document.ts'
import { type Refusal, refuse } from './guard.ts'

/** How long an endpoint may take, and how much it may send. */
export type Bounds = { timeoutMs: number; maxBytes: number }

/** The endpoint's answer, cut down to the headers that are given back. */
export type Forwarded = { status: number; headers: OutgoingHttpHeaders; body: Buffer }

/**
 * Sends a request on, path and query as they came, and reads the answer. A redirect is an answer like any other, and an
 * endpoint's certificate has to be valid.
 *
 * @param host - A host on the list, or an origin on it such as `http://127.0.0.1:4020`.
 */
export async function forward(
  { method, url, headers }: IncomingMessage,
  host: string,
  { timeoutMs, maxBytes }: Bounds,
): Promise<Forwarded | Refusal> {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const answer = await send(host, { method, path: url, headers: chosen(headers, REQUEST_HEADERS), signal })
    const chunks: Buffer[] = []
    let length = 0
    for await (const chunk of answer) {
      length += chunk.length
      // Leaving the loop ends the connection.
      if (length > maxBytes) return refuse(502, 'too-large', `The endpoint's answer is larger than ${maxBytes} bytes.`)
      chunks.push(chunk)
    }
    const { statusCode = 502 } = answer
    return { status: statusCode, headers: chosen(answer.headers, RESPONSE_HEADERS), body: Buffer.concat(chunks) }
  } catch (error) {
    if (signal.aborted)
      return refuse(504, 'time-out', `The endpoint did not answer within ${timeoutMs / 1000} seconds.`)
    // The code alone (ENOTFOUND, CERT_HAS_EXPIRED): a message can repeat what was sent.
    const { code = 'unknown error' } = error as NodeJS.ErrnoException
    return refuse(502, 'unreachable', `The endpoint could not be reached: ${code}.`)
  }
}

type Options = {
  method?: string | undefined
  path?: string | undefined
  headers: OutgoingHttpHeaders
  signal: AbortSignal
}

function send(host: string, { method = 'GET', path = '/', headers, signal }: Options): Promise<IncomingMessage> {
  const { protocol, hostname, port } = new URL(host.includes('://') ? host : `https://${host}`)
  const request = protocol === 'http:' ? sendHttp : sendHttps
  // A connection of its own for each request: none is left open to hold the relay up when it ends.
  const options = { hostname, port, method, path, headers, signal, agent: false }
  return new Promise((resolve, reject) => request(options, resolve).on('error', reject).end())
}

function chosen(headers: IncomingHttpHeaders, names: string[]): OutgoingHttpHeaders {
  const entries = names.map((name) => [name, headers[name.toLowerCase()]] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}
