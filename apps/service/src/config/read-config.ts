import { parseArgs } from 'node:util'
import { closest } from './closest.ts'
import { type Config, flagOf, SETTING_NAMES, type SettingName, settingOf, variableOf } from './settings.ts'

/** What was asked for cannot be done as it was written. The message names the flag or variable and the rule. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export type Origin = 'flag' | 'environment' | 'default'

/** What the command line asks for. */
export type Asked =
  | { kind: 'help' }
  | { kind: 'serve' | 'print-config'; config: Config; origins: Record<SettingName, Origin> }

const COMMANDS = ['help', 'print-config']

/**
 * Reads flags, then variables, then defaults.
 *
 * @throws UsageError for an unknown flag, with the one that was probably meant, and for a value that breaks its rule.
 */
export function readConfig(args: string[], environment: NodeJS.ProcessEnv): Asked {
  const { commands, given } = readArguments(args)
  if (commands.has('help')) return { kind: 'help' }
  const origins = {} as Record<SettingName, Origin>
  const config: Record<string, unknown> = {}
  for (const name of SETTING_NAMES) {
    const { origin, text, label } = found(name, given, environment)
    origins[name] = origin
    config[name] = read(name, text, label)
  }
  const kind = commands.has('print-config') ? 'print-config' : 'serve'
  return { kind, config: checked(config as Config), origins }
}

function readArguments(args: string[]) {
  const flags = SETTING_NAMES.flatMap((name) => flagOf(name) ?? [])
  const options = Object.fromEntries([
    ...flags.map((flag) => [flag, { type: 'string' as const, multiple: true }]),
    ...COMMANDS.map((command) => [command, { type: 'boolean' as const }]),
  ])
  const { tokens } = parseArgs({
    args,
    options: { ...options, help: { type: 'boolean', short: 'h' } },
    strict: false,
    tokens: true,
  })
  const commands = new Set<string>()
  const given = new Map<string, string[]>()
  for (const token of tokens) {
    if (token.kind === 'positional') throw new UsageError(`Unexpected argument "${token.value}". See --help.`)
    if (token.kind !== 'option') continue
    if (COMMANDS.includes(token.name)) commands.add(token.name)
    else if (!flags.includes(token.name)) throw new UsageError(unknownFlag(token.rawName, [...flags, ...COMMANDS]))
    else given.set(token.name, [...(given.get(token.name) ?? []), flagValue(token)])
  }
  return { commands, given }
}

function flagValue({
  rawName,
  value,
  inlineValue,
}: {
  rawName: string
  value?: string | undefined
  inlineValue?: boolean | undefined
}): string {
  // Without this, the next flag would become the value of one that was left without.
  if (value === undefined || value === '' || (!inlineValue && value.startsWith('--'))) {
    throw new UsageError(`${rawName} needs a value. See --help.`)
  }
  return value
}

function unknownFlag(written: string, flags: string[]): string {
  const meant = closest(written.replace(/^-+/, ''), flags)
  return `Unknown option ${written}. ${meant ? `Did you mean --${meant}?` : 'See --help.'}`
}

function found(name: SettingName, given: Map<string, string[]>, environment: NodeJS.ProcessEnv) {
  const [flag, variable] = [flagOf(name), variableOf(name)]
  const texts = flag === undefined ? undefined : given.get(flag)
  if (texts) {
    const label = `--${flag}`
    if (texts.length > 1 && !settingOf(name).many) throw new UsageError(`${label} must not be given more than once.`)
    return { origin: 'flag' as const, text: texts.join(','), label }
  }
  const inherited = environment[variable]
  if (inherited) return { origin: 'environment' as const, text: inherited, label: variable }
  return { origin: 'default' as const, text: settingOf(name).fallback, label: name }
}

function read(name: SettingName, text: string, label: string): unknown {
  try {
    return settingOf(name).read(text)
  } catch (error) {
    const value = settingOf(name).mask ? '' : `, not "${text}"`
    throw new UsageError(`${label} ${(error as Error).message}${value}.`)
  }
}

function checked(config: Config): Config {
  if (config.iam && !config.iamTokenFile) {
    throw new UsageError('--iam needs --iam-token-file: the token with which the service may ask about others.')
  }
  return config
}
