import { parseArgs } from 'node:util'
import { FULL, QUICK, type Scale } from './scale.ts'

/** What was asked for cannot be done as it was written. The message names the option and the rule. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export type Options = {
  figures: string[]
  scale: Scale
  /** Whether the results may stand for all: every figure, at full scale. */
  whole: boolean
}

/** The help, which lists the figures that there are. */
export function helpText(names: string[]): string {
  return `pnpm bench: measures client, docs, service, store and mock beside named peers; every figure is a ratio.

  --only NAME  only this figure: ${names.join(', ')}; may be repeated
  --quick      smaller and fewer rounds: to see that it works, not to quote
  -h, --help   this text

It writes reports/bench.json; a whole run that is not quick also writes RESULTS.md. Exit codes: 0 measured, goals met or not;
1 something could not be measured; 2 wrong usage.`
}

/**
 * Reads the command line; nothing when it asks for help.
 *
 * @throws UsageError for an unknown option or figure.
 */
export function readOptions(args: string[], names: string[]): Options | undefined {
  const { only, quick, help } = parse(args)
  if (help) return undefined
  const unknown = only.find((name) => !names.includes(name))
  if (unknown !== undefined) throw new UsageError(`There is no figure "${unknown}". There are ${names.join(', ')}.`)
  const figures = names.filter((name) => only.length === 0 || only.includes(name))
  return { figures, scale: quick ? QUICK : FULL, whole: !quick && figures.length === names.length }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        only: { type: 'string', multiple: true, default: [] as string[] },
        quick: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split(/\.\s/)
    throw new UsageError(`${sentence}. See --help.`)
  }
}
