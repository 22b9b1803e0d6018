import { processFormat } from './document.gen.ts'
import { UsageError } from './errors.ts'

/**
 * The progress of a task in percent, from its `process`; `undefined` where the service gives none, as for a task that has
 * ended. A `%` at the end is allowed; the vendor's pages show both forms.
 *
 * @throws {@link UsageError} for any other text.
 */
export function parseProgress(process: string | null | undefined): number | undefined {
  if (process === '' || process === null || process === undefined) return undefined
  const digits = String(process).replace(/%$/, '')
  if (digits !== '' && new RegExp(processFormat.pattern).test(digits)) return Number(digits)
  throw new UsageError(`process ${processFormat.rule}, not ${JSON.stringify(process)}.`)
}
