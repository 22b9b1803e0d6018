import { readProjectId } from '@rds-tasklist/query'
import type { AccessKey, Caller, TokenFinding } from './authenticator.ts'
import { type Digest, digest } from './secret.ts'

export type StaticToken = { digest: Digest; expiresAt: number; finding: TokenFinding & { kind: 'valid' } }

export type Credentials = { tokens: StaticToken[]; accessKeys: Map<string, AccessKey> }

type Entry = Record<string, unknown>
type Read<T> = (value: unknown, field: string) => T

/**
 * Reads a credentials file.
 *
 * @throws an error that names the field and the rule that it breaks, and never its value.
 */
export function readCredentials(text: string): Credentials {
  const root = object(['tokens', 'access_keys'])(parse(text), 'the file')
  if (!root.tokens && !root.access_keys) throw new Error('the file must have tokens, access_keys or both')
  const credentials = {
    tokens: list(readToken)(root.tokens ?? [], 'tokens'),
    accessKeys: new Map(list(readAccessKey)(root.access_keys ?? [], 'access_keys')),
  }
  if (credentials.accessKeys.size < ((root.access_keys as unknown[] | undefined)?.length ?? 0)) {
    throw new Error('access_keys must not have the same access_key twice')
  }
  return credentials
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own message shows the text around the mistake, which may be a secret.
    throw new Error('the file must be JSON')
  }
}

function readToken(value: unknown, field: string): StaticToken {
  const entry = object(['token', 'project_ids', 'expires_at'])(value, field)
  const hash = digest(text(entry.token, `${field}.token`))
  const caller = readCaller(entry, field, `token:${hash.toString('hex')}`)
  return { digest: hash, expiresAt: expiry(entry, field), finding: { kind: 'valid', caller } }
}

function readAccessKey(value: unknown, field: string): [string, AccessKey] {
  const names = ['access_key', 'secret_key', 'security_token', 'project_ids', 'expires_at']
  const entry = object(names)(value, field)
  const accessKey = text(entry.access_key, `${field}.access_key`)
  const key: AccessKey = {
    secretKey: text(entry.secret_key, `${field}.secret_key`),
    expiresAt: expiry(entry, field),
    caller: readCaller(entry, field, `key:${accessKey}`),
  }
  if (entry.security_token === undefined) return [accessKey, key]
  return [accessKey, { ...key, securityToken: text(entry.security_token, `${field}.security_token`) }]
}

function readCaller(entry: Entry, field: string, key: string): Caller {
  return { key, projectIds: new Set(list(projectId)(entry.project_ids, `${field}.project_ids`)) }
}

const projectId: Read<string> = (value, field) => {
  const result = readProjectId(text(value, field))
  if (result.ok) return result.projectId
  throw new Error(`${field}: ${result.violation.message['en-us']}`)
}

function expiry(entry: Entry, field: string): number {
  if (entry.expires_at === undefined) return Number.POSITIVE_INFINITY
  const time = Date.parse(text(entry.expires_at, `${field}.expires_at`))
  if (Number.isNaN(time)) throw new Error(`${field}.expires_at must be a time, such as 2027-01-31T12:00:00Z`)
  return time
}

function object(names: string[]): Read<Entry> {
  return (value, field) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new Error(`${field} must be an object`)
    }
    const unknown = Object.keys(value).find((name) => !names.includes(name))
    if (unknown !== undefined) throw new Error(`${field} must not have "${unknown}", only ${names.join(', ')}`)
    return value as Entry
  }
}

function list<T>(read: Read<T>): Read<T[]> {
  return (value, field) => {
    if (!Array.isArray(value)) throw new Error(`${field} must be a list`)
    return value.map((item, index) => read(item, `${field}[${index}]`))
  }
}

const text: Read<string> = (value, field) => {
  if (typeof value !== 'string' || value === '') throw new Error(`${field} must be a text that is not empty`)
  return value
}
