import type { Credentials, SignableRequest } from '../request.ts'
import { sign } from '../sign.ts'
import type { VerifyOptions } from '../verify.ts'

export const NOW: number = Date.UTC(2025, 4, 29, 13, 15, 1)
export const PERMANENT: Credentials = { accessKey: 'AKPERMANENT', secretKey: 'permanent-secret-key' }
export const TEMPORARY: Credentials = {
  accessKey: 'AKTEMPORARY',
  secretKey: 'temporary-secret-key',
  securityToken: 'temporary-security-token==',
}

/** Knows the two credentials above, at the moment of signing. */
export const RECEIVER: VerifyOptions = {
  secretOf: (accessKey) => [PERMANENT, TEMPORARY].find((credentials) => credentials.accessKey === accessKey),
  now: NOW,
}

export type WireRequest = Omit<SignableRequest, 'headers'> & { url: string; headers: Record<string, string> }

/** A request that can be sent: what `sign` returned is among its headers, and it names its host. */
export async function signed(
  request: Partial<WireRequest> = {},
  credentials: Credentials = PERMANENT,
  signedHeaders?: string[],
): Promise<WireRequest> {
  const whole = {
    method: 'GET',
    url: 'https://rds.example.com/v3/p/tasklist?limit=10&name=a%20b',
    headers: {},
    ...request,
  }
  const added = await sign(whole, credentials, { date: NOW, signedHeaders })
  return { ...whole, headers: { Host: new URL(whole.url).host, ...whole.headers, ...added } }
}

/** The same request with other headers; `undefined` takes one away. */
export function withHeaders(request: WireRequest, headers: Record<string, string | undefined>): WireRequest {
  const entries = Object.entries({ ...request.headers, ...headers }).filter((entry) => entry[1] !== undefined)
  return { ...request, headers: Object.fromEntries(entries) as Record<string, string> }
}
