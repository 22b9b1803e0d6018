import { parseArgs } from 'node:util'
import { flagOf, SETTING_NAMES } from './settings.ts'
import { UsageError, unknownFlag } from './usage-error.ts'

/** The command line, taken apart. Flags are named without their dashes. */
export type Arguments = {
  /** The flags that stand by themselves. */
  asked: Set<string>
  /** The texts of each flag that has one, as often as it was given. */
  given: Map<string, string[]>
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number]
type Option = Extract<Token, { kind: 'option' }>

/** May stand by itself, or before a seed. */
const DEMO = 'demo'
const WITHOUT_VALUE = [DEMO, 'help', 'print-config']
const WITH_VALUE = [...SETTING_NAMES.flatMap((name) => flagOf(name) ?? []), 'now']

/**
 * Takes the command line apart.
 *
 * @throws UsageError for an unknown flag, with the one that was probably meant, and for one that lacks its value.
 */
export function readArguments(args: string[]): Arguments {
  const asked = new Set<string>()
  const given = new Map<string, string[]>()
  const keep = (flag: string, text: string) => given.set(flag, [...(given.get(flag) ?? []), text])
  const tokens = tokensOf(args)
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'positional') keep(DEMO, seedBehindDemo(token.value, tokens[index - 1]))
    if (token.kind !== 'option') continue
    if (WITH_VALUE.includes(token.name)) keep(token.name, requiredValue(token))
    else if (WITHOUT_VALUE.includes(token.name)) asked.add(token.name)
    else throw unknownFlag(token.rawName, [...WITH_VALUE, ...WITHOUT_VALUE])
    if (token.name === DEMO && token.value !== undefined) keep(DEMO, token.value)
  }
  return { asked, given }
}

function tokensOf(args: string[]): Token[] {
  const options = {
    ...Object.fromEntries(WITH_VALUE.map((flag) => [flag, { type: 'string' as const, multiple: true }])),
    ...Object.fromEntries(WITHOUT_VALUE.map((flag) => [flag, { type: 'boolean' as const }])),
    help: { type: 'boolean' as const, short: 'h' },
  }
  return parseArgs({ args, options, strict: false, tokens: true }).tokens
}

/** A word by itself can be nothing else. */
function seedBehindDemo(word: string, before: Token | undefined): string {
  if (before?.kind === 'option' && before.name === DEMO && before.value === undefined) return word
  throw new UsageError(`Unexpected argument "${word}". See --help.`)
}

function requiredValue({ rawName, value, inlineValue }: Option): string {
  // Without this, the next flag would become the value of one that was left without.
  if (value === undefined || value === '' || (!inlineValue && value.startsWith('--'))) {
    throw new UsageError(`${rawName} needs a value. See --help.`)
  }
  return value
}
