import type { DemoStoreOptions } from '../demo/demo-store.ts'
import { type Arguments, readArguments } from './read-arguments.ts'
import { type Config, flagOf, SETTING_NAMES, type SettingName, settingOf, variableOf } from './settings.ts'
import { UsageError } from './usage-error.ts'
import { type Read, seed, time } from './values.ts'

export type Origin = 'flag' | 'environment' | 'default'

/** What the command line asks for. */
export type Asked =
  | { kind: 'help' }
  | { kind: 'serve'; config: Config }
  | { kind: 'demo'; config: Config; demo: DemoStoreOptions }
  | { kind: 'print-config'; config: Config; origins: Record<SettingName, Origin> }

/**
 * Reads flags, then variables, then defaults. A demo has no use for some settings: it refuses their flags, and passes over their
 * variables, which a machine has for other starts.
 *
 * @throws UsageError for an unknown flag, with the one that was probably meant, and for a value that breaks its rule.
 */
export function readConfig(args: string[], environment: NodeJS.ProcessEnv): Asked {
  const { asked, given } = readArguments(args)
  if (asked.has('help')) return { kind: 'help' }
  const demo = asked.has('demo') ? readDemo(given) : undefined
  if (!demo && given.has('now')) throw new UsageError('--now has no use without --demo.')
  const { config, origins } = readSettings(given, demo ? withoutUnused(environment) : environment)
  if (asked.has('print-config')) return { kind: 'print-config', config, origins }
  return demo ? { kind: 'demo', config, demo } : { kind: 'serve', config }
}

function readDemo(given: Arguments['given']): DemoStoreOptions {
  for (const flag of UNUSED_IN_DEMO.map(flagOf)) {
    if (flag && given.has(flag)) throw new UsageError(`--${flag} has no use with --demo, which makes up its tasks.`)
  }
  const [seedText, timeText] = [only('demo', given), only('now', given)]
  const now = timeText === undefined ? undefined : readValue(time, timeText, '--now')
  return {
    ...(seedText !== undefined && { seed: readValue(seed, seedText, '--demo') }),
    ...(now !== undefined && { now: () => now }),
  }
}

const UNUSED_IN_DEMO = SETTING_NAMES.filter((name) => settingOf(name).unusedInDemo)

function withoutUnused(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...environment, ...Object.fromEntries(UNUSED_IN_DEMO.map((name) => [variableOf(name), undefined])) }
}

function readSettings(given: Arguments['given'], environment: NodeJS.ProcessEnv) {
  const origins = {} as Record<SettingName, Origin>
  const config: Record<string, unknown> = {}
  for (const name of SETTING_NAMES) {
    const { origin, text, label } = found(name, given, environment)
    origins[name] = origin
    config[name] = readValue(settingOf(name).read, text, label, settingOf(name).mask !== undefined)
  }
  return { config: checked(config as Config), origins }
}

function found(name: SettingName, given: Arguments['given'], environment: NodeJS.ProcessEnv) {
  const [flag, variable] = [flagOf(name), variableOf(name)]
  if (flag !== undefined && given.has(flag)) {
    const text = settingOf(name).many ? given.get(flag)?.join(',') : only(flag, given)
    return { origin: 'flag' as const, text: text ?? '', label: `--${flag}` }
  }
  const inherited = environment[variable]
  if (inherited) return { origin: 'environment' as const, text: inherited, label: variable }
  return { origin: 'default' as const, text: settingOf(name).fallback, label: name }
}

/** The text of a flag that may be given once. */
function only(flag: string, given: Arguments['given']): string | undefined {
  const [text, ...more] = given.get(flag) ?? []
  if (more.length > 0) throw new UsageError(`--${flag} must not be given more than once.`)
  return text
}

function readValue<T>(read: Read<T>, text: string, label: string, isSecret = false): T {
  try {
    return read(text)
  } catch (error) {
    throw new UsageError(`${label} ${(error as Error).message}${isSecret ? '' : `, not "${text}"`}.`)
  }
}

function checked(config: Config): Config {
  if (config.iam && !config.iamTokenFile) {
    throw new UsageError('--iam needs --iam-token-file: the token with which the service may ask about others.')
  }
  return config
}
