import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import type { WireResponse } from './judge/response.ts'

/** A request to be sent as it stands: nothing in `target` is normalised or encoded again. */
export type WireRequest = { method: string; target: string; headers: Record<string, string> }

/** How long an answer may take. */
export const TIMEOUT_MS = 10_000

/** The server keeps the connection, and there is no whole answer in time. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut'
}

/**
 * Sends a request.
 *
 * @throws TimedOut, or the system's error, when there is no answer.
 */
export function send(
  baseUrl: string,
  { method, target, headers }: WireRequest,
  timeoutMs = TIMEOUT_MS,
): Promise<WireResponse> {
  const { protocol, port } = new URL(baseUrl)
  const request = protocol === 'https:' ? secureRequest : plainRequest
  const signal = AbortSignal.timeout(timeoutMs)
  return new Promise((resolve, reject) => {
    const options = { hostname: hostOf(baseUrl), port, method, path: target, headers, signal }
    const fail = (error: Error) => reject(signal.aborted ? new TimedOut(`nothing within ${timeoutMs} ms`) : error)
    const sent = request(options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('error', fail)
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8')
        resolve({ status: response.statusCode ?? 0, headers: response.headers as WireResponse['headers'], body })
      })
    })
    sent.on('error', fail)
    sent.end()
  })
}

/** An IPv6 address stands in brackets in a URL, and without them anywhere else. */
function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^\[(.*)\]$/, '$1')
}

/**
 * Sends bytes (Latin-1) to a plain HTTP server and reads the first answer; the status is 0 if there is none.
 *
 * @throws TimedOut when the server does not close the connection, or the system's error.
 */
export async function sendBytes(baseUrl: string, bytes: string, timeoutMs = TIMEOUT_MS): Promise<WireResponse> {
  const { port } = new URL(baseUrl)
  const socket = connect(Number(port), hostOf(baseUrl))
  const late = `the connection stayed open for ${timeoutMs} ms`
  socket.setTimeout(timeoutMs, () => socket.destroy(new TimedOut(late)))
  socket.write(bytes, 'latin1')
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
  const [statusLine = '', ...lines] = head.split('\r\n')
  const headers = lines.map((line) => /^([^:]+): *(.*)$/.exec(line)?.slice(1) ?? ['', ''])
  return {
    status: Number(statusLine.split(' ')[1] ?? 0),
    headers: Object.fromEntries(headers.map(([name = '', value]) => [name.toLowerCase(), value])),
    body,
  }
}
