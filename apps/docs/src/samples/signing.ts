import type { Call } from './call.ts'

/** The name of the algorithm, which also begins the string to sign. */
export const ALGORITHM = 'SDK-HMAC-SHA256'

/** The environment variables that the samples read. */
export const VARIABLES = {
  token: 'RDS_TOKEN',
  accessKey: 'RDS_ACCESS_KEY',
  secretKey: 'RDS_SECRET_KEY',
  securityToken: 'RDS_SECURITY_TOKEN',
} as const

/** A line of the canonical request: text, and then a value that is known only when the code runs. */
export type CanonicalLine = { text: string; value?: 'date' | 'securityToken' | 'emptyHash' }

/** The canonical request of a call. Its body is empty, so that its hash is that of nothing. */
export function canonicalLines(call: Call): CanonicalLine[] {
  return [
    { text: call.method },
    { text: `${call.path}/` },
    { text: call.query.split('&').sort().join('&') },
    { text: `host:${call.host}` },
    { text: 'x-sdk-date:', value: 'date' },
    ...(isTemporary(call) ? [{ text: 'x-security-token:', value: 'securityToken' } as const] : []),
    { text: '' },
    { text: signedNames(call) },
    { text: '', value: 'emptyHash' },
  ]
}

/** The names of the signed headers, as `Authorization` lists them. */
export function signedNames(call: Call): string {
  return `host;x-sdk-date${isTemporary(call) ? ';x-security-token' : ''}`
}

export function isTemporary({ authentication }: Call): boolean {
  return authentication === 'temporary-key'
}

/** A line as an expression of a language that joins strings with a plus. */
export function joined(
  { text, value }: CanonicalLine,
  values: Record<NonNullable<CanonicalLine['value']>, string>,
): string {
  if (value === undefined) return `"${text}"`
  return text === '' ? values[value] : `"${text}" + ${values[value]}`
}
