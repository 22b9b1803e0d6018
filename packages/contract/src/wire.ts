import { request } from 'node:http'
import type { WireResponse } from './validate-response.ts'

/** A request to be sent as it stands: nothing in `target` is normalised or encoded again. */
export type WireRequest = { method: string; target: string; headers: Record<string, string> }

const TIMEOUT_MS = 10_000

export function send(baseUrl: string, { method, target, headers }: WireRequest): Promise<WireResponse> {
  const { hostname, port } = new URL(baseUrl)
  return new Promise((resolve, reject) => {
    const options = { hostname, port, method, path: target, headers, signal: AbortSignal.timeout(TIMEOUT_MS) }
    const sent = request(options, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => (body += chunk))
      response.on('error', reject)
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers as WireResponse['headers'], body })
      })
    })
    sent.on('error', reject)
    sent.end()
  })
}
