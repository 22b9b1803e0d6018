import { readFileSync } from 'node:fs'
import type { Credentials, SignableRequest } from '../request.ts'
import { parseSdkDate } from '../sdk-date.ts'

/** A request with its known answer. The source of each stands in the file. */
export type Vector = Credentials & {
  name: string
  method: string
  url: string
  headers: Record<string, string>
  body: string
  canonicalRequest: string
  stringToSign: string
  authorization: string
}

const file = new URL('vectors.json', import.meta.url)
export const vectors: readonly Vector[] = JSON.parse(readFileSync(file, 'utf8'))

/** The request of a vector, its credentials, and the options that its own signer was used with. */
export function inputsOf({ method, url, headers, body, accessKey, secretKey, authorization }: Vector): {
  request: SignableRequest & { headers: Record<string, string> }
  credentials: Credentials
  options: { date: number; signedHeaders: string[] }
} {
  const securityToken = headers['X-Security-Token']
  return {
    request: { method, url, headers, body },
    credentials: { accessKey, secretKey, ...(securityToken !== undefined && { securityToken }) },
    options: {
      date: parseSdkDate(headers['X-Sdk-Date'] ?? '') ?? Number.NaN,
      signedHeaders: /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(';') ?? [],
    },
  }
}
