import { describe, expect, test } from 'vitest'
import { closest } from './closest.ts'
import { readConfig } from './read-config.ts'
import { SETTING_NAMES } from './settings.ts'
import { configText, helpText } from './show-config.ts'
import { UsageError } from './usage-error.ts'

function configOf(args: string[], environment: NodeJS.ProcessEnv = {}) {
  const asked = readConfig(['--print-config', ...args], environment)
  if (asked.kind !== 'print-config') throw new Error(`asked for ${asked.kind}`)
  return asked
}

describe('settings', () => {
  test('have defaults, of which every one keeps its own rule', () => {
    const { config, origins } = configOf([])
    expect(config).toMatchObject({
      port: 4020,
      host: '127.0.0.1',
      adminHost: '127.0.0.1',
      allowOrigin: [],
      iam: undefined,
    })
    expect(Object.keys(config)).toEqual(SETTING_NAMES)
    expect(new Set(Object.values(origins))).toEqual(new Set(['default']))
  })

  test('come from flags first, then from variables; an empty variable is none', () => {
    const environment = { SERVICE_PORT: '1', SERVICE_ADMIN_PORT: '2', SERVICE_HOST: '', DATABASE_URL: 'postgres://h/d' }
    const { config, origins } = configOf(['--port', '3'], environment)
    expect(config).toMatchObject({ port: 3, adminPort: 2, host: '127.0.0.1', databaseUrl: 'postgres://h/d' })
    expect(origins).toMatchObject({ port: 'flag', adminPort: 'environment', host: 'default' })
  })

  test('that are lists may be repeated or separated by commas', () => {
    const { config } = configOf(['--allow-origin=http://a', '--allow-origin', 'http://b'], {
      SERVICE_TRUST_PROXY: '10.0.0.0/8, ::1',
    })
    expect(config).toMatchObject({ allowOrigin: ['http://a', 'http://b'], trustProxy: ['10.0.0.0/8', '::1'] })
  })
})

describe('what is wrong is refused in a sentence', () => {
  test.each<[string[], NodeJS.ProcessEnv, string]>([
    [['--prot', '1'], {}, 'Unknown option --prot. Did you mean --port?'],
    [['--creds', 'f'], {}, 'Unknown option --creds. See --help.'],
    [['--alow-orgin', 'f'], {}, 'Unknown option --alow-orgin. Did you mean --allow-origin?'],
    [['-p', '1'], {}, 'Unknown option -p. See --help.'],
    [['--database-url', 'postgres://secret'], {}, 'Unknown option --database-url. See --help.'],
    [['serve'], {}, 'Unexpected argument "serve". See --help.'],
    [['--dmo'], {}, 'Unknown option --dmo. Did you mean --demo?'],
    [['--retention-days', '0'], {}, '--retention-days must be a whole number from 1 to 36500, not "0".'],
    [['--now', '1768478400000'], {}, '--now has no use without --demo.'],
    [['--demo', '--credentials', 'f'], {}, '--credentials has no use with --demo, which makes up its tasks.'],
    [['--data', 'f', '--demo=1'], {}, '--data has no use with --demo, which makes up its tasks.'],
    [['--demo', 'many'], {}, '--demo must be a whole number from 0 to 999999999, not "many".'],
    [['--demo='], {}, '--demo must be a whole number from 0 to 999999999, not "".'],
    [['--demo', '1', '--demo=2'], {}, '--demo must not be given more than once.'],
    [['--demo', '--port', '1', '2'], {}, 'Unexpected argument "2". See --help.'],
    ...['yesterday', '17684784000', '2026-02-30', '2026-01-15T12:00:00', '2026-01-15T25:00:00Z'].map(
      (now): [string[], NodeJS.ProcessEnv, string] => [
        ['--demo', '--now', now],
        {},
        `--now must be milliseconds such as 1768478400000, or a time such as 2026-01-15T12:00:00Z, not "${now}".`,
      ],
    ),
    [['--port'], {}, '--port needs a value. See --help.'],
    [['--port', '--host', 'a'], {}, '--port needs a value. See --help.'],
    [['--port', 'abc'], {}, '--port must be a whole number from 0 to 65535, not "abc".'],
    [['--port', '65536'], {}, '--port must be a whole number from 0 to 65535, not "65536".'],
    [['--port', '1', '--port', '2'], {}, '--port must not be given more than once.'],
    [[], { SERVICE_RATE_LIMIT: '0' }, 'SERVICE_RATE_LIMIT must be a whole number from 1 to 1000000, not "0".'],
    [
      ['--log-level', 'loud'],
      {},
      '--log-level must be one of fatal, error, warn, info, debug, trace, silent, not "loud".',
    ],
    [['--allow-origin', '*'], {}, '--allow-origin must be origins such as http://127.0.0.1:4000, not "*".'],
    [
      ['--trust-proxy', '10.0.0.0/33'],
      {},
      '--trust-proxy must be addresses or networks such as 10.0.0.0/8, not "10.0.0.0/33".',
    ],
    [
      ['--iam', 'https://user:secret@iam.example'],
      {},
      '--iam must be an address such as https://iam.example.com, without user, query or fragment.',
    ],
    [
      ['--iam', 'https://iam.example'],
      {},
      '--iam needs --iam-token-file: the token with which the service may ask about others.',
    ],
    [
      [],
      { DATABASE_URL: 'mysql://u:secret@h/d' },
      'DATABASE_URL must be an address such as postgres://user:password@host:5432/database.',
    ],
  ])('%o %o', (args, environment, message) => {
    expect(() => readConfig(args, environment)).toThrow(new UsageError(message))
  })
})

describe('a demo', () => {
  function demoOf(args: string[], environment: NodeJS.ProcessEnv = {}) {
    const asked = readConfig(args, environment)
    if (asked.kind !== 'demo') throw new Error(`asked for ${asked.kind}`)
    return { seed: asked.demo.seed, now: asked.demo.now?.(), config: asked.config }
  }

  test.each<[string[], number | undefined]>([
    [['--demo'], undefined],
    [['--demo', '42'], 42],
    [['--demo=42'], 42],
    [['--port', '1', '--demo', '42', '--host', '::1'], 42],
    [['--port', '1', '--host', '::1', '--demo'], undefined],
  ])('is asked for anywhere among the flags, with a seed or without: %o', (args, seed) => {
    expect(demoOf(args).seed).toBe(seed)
  })

  test.each([
    ['1768478400000', 1_768_478_400_000],
    ['2026-01-15T12:00:00Z', 1_768_478_400_000],
    ['2026-01-15T20:00:00.000+08:00', 1_768_478_400_000],
    ['2026-01-15T12:00Z', 1_768_478_400_000],
    ['2026-01-15', Date.UTC(2026, 0, 15)],
  ])('takes its time as %s', (text, now) => {
    expect(demoOf(['--demo', '--now', text]).now).toBe(now)
    expect(demoOf(['--demo']).now).toBe(undefined)
  })

  test('passes over variables that say where tasks and callers come from, and takes the others', () => {
    const environment = { DATABASE_URL: 'nonsense', SERVICE_IAM: 'https://iam.example', SERVICE_PORT: '7' }
    const { databaseUrl, iam, port } = demoOf(['--demo'], environment).config
    expect({ databaseUrl, iam, port }).toEqual({ databaseUrl: undefined, iam: undefined, port: 7 })
  })
})

test('what is shown holds no secret', () => {
  const { config, origins } = configOf([], {
    DATABASE_URL: 'postgres://me:secret@h:5432/d?password=secret',
  })
  const shown = configText(config, origins)
  expect(JSON.parse(shown)).toMatchObject({
    databaseUrl: { value: 'postgres://***@h:5432/d', from: 'environment' },
    port: { value: 4020, from: 'default' },
    iam: { value: null, from: 'default' },
  })
  expect(shown).not.toMatch(/secret|me:/)
})

test('the help names every setting', () => {
  expect(readConfig(['--port', 'abc', '-h'], {})).toEqual({ kind: 'help' })
  for (const flag of ['--port PORT', '--iam-token-file FILE', 'DATABASE_URL', 'SERVICE_MAX_CONCURRENT; 64']) {
    expect(helpText()).toContain(flag)
  }
})

test('a suggestion is near, or there is none', () => {
  expect(closest('hots', ['host', 'port'])).toBe('host')
  expect(closest('unheard-of', ['host', 'port'])).toBeUndefined()
})
