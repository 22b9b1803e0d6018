import { closest } from './closest.ts'

/** What was asked for cannot be done as it was written. The message names the flag or variable and the rule. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The refusal of a flag that does not exist, with the one that was probably meant. Names are without their dashes. */
export function unknownFlag(written: string, names: string[]): UsageError {
  const meant = closest(written.replace(/^-+/, ''), names)
  return new UsageError(`Unknown option ${written}. ${meant ? `Did you mean --${meant}?` : 'See --help.'}`)
}
