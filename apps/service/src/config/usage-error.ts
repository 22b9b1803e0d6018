/** What was asked for cannot be done as it was written. The message names the flag or variable and the rule. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
