import { LOCKOUT } from '../auth/lockout.ts'
import { DEFAULT_LIMITS } from '../limits/limits.ts'
import * as values from './values.ts'

/** One thing that can be set. Its flag and variable follow from its name, unless they are given. */
export type Setting<T> = {
  meaning: string
  /** What stands for the value in the help. */
  value: string
  fallback: string
  read: values.Read<T>
  /** Given more than once, or separated by commas. */
  many?: true
  /** Settings that hold a secret have no flag: the list of processes shows flags to everyone. */
  variable?: string
  /** What may be shown of a value that keeps the rule. One that breaks it is never shown. */
  mask?: (value: string) => string
  /** Says where tasks and callers come from, which a demo makes up. */
  unusedInDemo?: true
}

const HOUR_MS = 3_600_000

const setting = <T>(one: Setting<T>) => one

function count(meaning: string, fallback: number): Setting<number> {
  return { meaning, value: 'NUMBER', fallback: String(fallback), read: values.wholeNumber(1, 1_000_000) }
}

function milliseconds(meaning: string, fallback: number): Setting<number> {
  return { meaning, value: 'MS', fallback: String(fallback), read: values.wholeNumber(0, HOUR_MS) }
}

export const SETTINGS = {
  port: setting({
    meaning: 'where callers ask; 0 takes any free port',
    value: 'PORT',
    fallback: '4020',
    read: values.port,
  }),
  host: setting({ meaning: 'the address to listen on', value: 'ADDRESS', fallback: '127.0.0.1', read: values.text }),
  adminPort: setting({ meaning: 'where operators ask', value: 'PORT', fallback: '4021', read: values.port }),
  adminHost: setting({
    meaning: 'the address of the admin port, which asks for no credentials',
    value: 'ADDRESS',
    fallback: '127.0.0.1',
    read: values.text,
  }),
  data: setting({
    meaning: 'the folder of the SQLite file',
    value: 'FOLDER',
    fallback: './data',
    read: values.text,
    unusedInDemo: true,
  }),
  databaseUrl: setting({
    meaning: 'a PostgreSQL to use in place of SQLite',
    value: 'URL',
    fallback: '',
    read: values.databaseUrl,
    variable: 'DATABASE_URL',
    mask: values.maskDatabaseUrl,
    unusedInDemo: true,
  }),
  retentionDays: setting({
    meaning:
      'how many days tasks are kept after their creation; for ever unless told; what is running is never removed',
    value: 'DAYS',
    fallback: '',
    read: values.optionalDays,
    unusedInDemo: true,
  }),
  credentials: setting({
    meaning: `a JSON file of tokens and access keys; ${LOCKOUT.failures} wrong signatures lock a key for its sender for ${LOCKOUT.durationMs / 60_000} minutes`,
    value: 'FILE',
    fallback: '',
    read: values.optionalText,
    unusedInDemo: true,
  }),
  iam: setting({
    meaning: 'the IAM that checks tokens',
    value: 'URL',
    fallback: '',
    read: values.optionalUrl,
    // The rule allows no password, so only a wrong value could hold one.
    mask: (url) => url,
    unusedInDemo: true,
  }),
  iamTokenFile: setting({
    meaning: 'a file with the token of the service itself, read for each question to IAM',
    value: 'FILE',
    fallback: '',
    read: values.optionalText,
    unusedInDemo: true,
  }),
  allowOrigin: setting({
    meaning: 'an origin whose pages may read answers',
    value: 'ORIGIN',
    fallback: '',
    read: values.origins,
    many: true,
  }),
  trustProxy: setting({
    meaning: 'a balancer whose X-Forwarded-For is believed',
    value: 'NETWORK',
    fallback: '',
    read: values.networks,
    many: true,
  }),
  rateLimit: count('requests per second and caller', DEFAULT_LIMITS.ratePerSecond),
  maxConcurrent: count('questions to the database at the same time', DEFAULT_LIMITS.maxConcurrent),
  maxConnections: count('open connections', DEFAULT_LIMITS.maxConnections),
  handlerTimeout: {
    ...count('how long an answer may take, in milliseconds', DEFAULT_LIMITS.handlerTimeout),
    value: 'MS',
  },
  drainDelay: milliseconds('how long requests are still taken after /readyz says no', 0),
  closeDeadline: milliseconds('when connections are cut that still wait at the end', 10_000),
  logLevel: setting({ meaning: 'how much is logged', value: 'LEVEL', fallback: 'info', read: values.logLevel }),
}

export type SettingName = keyof typeof SETTINGS

/** Every setting, read. */
export type Config = { [Name in SettingName]: ReturnType<(typeof SETTINGS)[Name]['read']> }

export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[]

export function settingOf(name: SettingName): Setting<unknown> {
  return SETTINGS[name]
}

/** The flag of a setting, without its dashes. */
export function flagOf(name: SettingName): string | undefined {
  return settingOf(name).variable ? undefined : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

export function variableOf(name: SettingName): string {
  return settingOf(name).variable ?? `SERVICE_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`
}
