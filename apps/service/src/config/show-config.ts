import type { Origin } from './read-config.ts'
import { type Config, flagOf, SETTING_NAMES, type SettingName, settingOf, variableOf } from './settings.ts'

const INTRODUCTION = `Usage: rds-tasklist-service [options]
       rds-tasklist-service --demo [SEED] [--now TIME] [options]
       rds-tasklist-service import FILE [options]

Serves the instant task list of RDS. Somebody must be able to log in: give --credentials, --iam or both.
import puts JSON lines into the store; - reads standard input.

--demo serves made-up tasks from memory with the token demo-token. The same SEED gives the same tasks. They move on by themselves;
with --now (2026-01-15T12:00:00Z, or milliseconds) their time stands still there, and the answers are the same each time. It refuses
the flags marked *, and does not look at their variables.

Options, with their variables and defaults:`

const EXIT_CODES = `Exit codes: 0 ended as asked; 1 could not start, or not end in time; 2 the options are wrong.
Of import: 0 everything kept; 1 lines left out; 2 no such file; 3 the database does not answer; 4 failed otherwise.`

/** The help, from the settings. */
export function helpText(): string {
  const rows = SETTING_NAMES.map((name) => {
    const { value, meaning, fallback, many, unusedInDemo } = settingOf(name)
    const flag = flagOf(name)
    const details = [flag ? variableOf(name) : '', many ? 'may be repeated' : '', fallback].filter(Boolean).join('; ')
    return [
      flag ? `--${flag} ${value}` : variableOf(name),
      `${unusedInDemo ? '* ' : ''}${meaning}${details ? ` (${details})` : ''}`,
    ]
  })
  rows.push(['--print-config', 'show what is set, with secrets masked, and end'], ['-h, --help', 'show this and end'])
  const width = Math.max(...rows.map(([left = '']) => left.length))
  const lines = rows.map(([left = '', right]) => `  ${left.padEnd(width)}  ${right}`)
  return [INTRODUCTION, ...lines, '', EXIT_CODES].join('\n')
}

/** Every setting with its value and where it comes from, as JSON. Secrets are masked. */
export function configText(config: Config, origins: Record<SettingName, Origin>): string {
  const entries = SETTING_NAMES.map((name) => {
    const { mask } = settingOf(name)
    const value = config[name] ?? null
    return [name, { value: mask && typeof value === 'string' ? mask(value) : value, from: origins[name] }]
  })
  return JSON.stringify(Object.fromEntries(entries), undefined, 2)
}
