import { describe, expect, test } from 'vitest'
import { closest } from './closest.ts'
import { readConfig, UsageError } from './read-config.ts'
import { SETTING_NAMES } from './settings.ts'
import { configText, helpText } from './show-config.ts'

function configOf(args: string[], environment: NodeJS.ProcessEnv = {}) {
  const asked = readConfig(args, environment)
  if (asked.kind === 'help') throw new Error('asked for help')
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

test('what is shown holds no secret', () => {
  const { config, origins } = configOf(['--print-config'], {
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
