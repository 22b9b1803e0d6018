import { isIP } from 'node:net'
import { LOG_LEVELS, type LogOptions } from '../log.ts'

/** Reads the text of a setting, or throws an error that says which rule it breaks. An empty text means that it is not given. */
export type Read<T> = (text: string) => T

export function wholeNumber(minimum: number, maximum: number): Read<number> {
  return (text) => {
    const value = Number(text)
    if (/^\d{1,10}$/.test(text) && value >= minimum && value <= maximum) return value
    throw new Error(`must be a whole number from ${minimum} to ${maximum}`)
  }
}

export const optionalDays: Read<number | undefined> = (value) => (value ? wholeNumber(1, 36_500)(value) : undefined)

export const seed: Read<number> = wholeNumber(0, 999_999_999)

/** A moment, in milliseconds since 1970-01-01 UTC. */
export const time: Read<number> = (value) => {
  if (/^\d{13}$/.test(value)) return Number(value)
  const [, day, clock = 'T00:00:00Z'] =
    /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/.exec(value) ?? []
  const found = Date.parse(`${day}${clock}`)
  // Date takes the 30th of February for a day in March.
  const exists = day !== undefined && !Number.isNaN(found) && new Date(day).toISOString().startsWith(day)
  if (!exists) throw new Error('must be milliseconds such as 1768478400000, or a time such as 2026-01-15T12:00:00Z')
  return found
}

export const port: Read<number> = wholeNumber(0, 65_535)

export const text: Read<string> = (value) => value

export const optionalText: Read<string | undefined> = (value) => value || undefined

/** The address of another service: with it go tokens, so what it may hold is narrow. */
export const optionalUrl: Read<string | undefined> = (value) => {
  if (!value) return undefined
  const url = URL.parse(value)
  const isPlain = url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash
  if (!isPlain) throw new Error('must be an address such as https://iam.example.com, without user, query or fragment')
  return value
}

export const origins: Read<string[]> = (value) =>
  list(value).map((one) => {
    if (URL.parse(one)?.origin !== one) throw new Error('must be origins such as http://127.0.0.1:4000')
    return one
  })

export const networks: Read<string[]> = (value) =>
  list(value).map((one) => {
    const [address = '', bits = '0', ...more] = one.split('/')
    const most = isIP(address) === 6 ? 128 : 32
    if (isIP(address) && /^\d{1,3}$/.test(bits) && Number(bits) <= most && more.length === 0) return one
    throw new Error('must be addresses or networks such as 10.0.0.0/8')
  })

export const logLevel: Read<LogOptions['level']> = (value) => {
  const found = LOG_LEVELS.find((level) => level === value)
  if (!found) throw new Error(`must be one of ${LOG_LEVELS.join(', ')}`)
  return found
}

/** A database's address. Its rule is told without its value, which holds a password. */
export const databaseUrl: Read<string | undefined> = (value) => {
  if (!value) return undefined
  if (!/^postgres(ql)?:$/.test(URL.parse(value)?.protocol ?? '')) {
    throw new Error('must be an address such as postgres://user:password@host:5432/database')
  }
  return value
}

/** What may be shown of a database's address: neither user nor password, and no parameters, which can hold either. */
export function maskDatabaseUrl(value: string): string {
  const { protocol, host, pathname } = new URL(value)
  return `${protocol}//***@${host}${pathname}`
}

function list(value: string): string[] {
  return value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}
