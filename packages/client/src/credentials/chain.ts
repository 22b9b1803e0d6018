import { UsageError } from '../errors.ts'
import type { CredentialsProvider } from './provider.ts'

/** Gives credentials, or throws a {@link UsageError} when its source has none. */
export type CredentialsSource = () => CredentialsProvider

/**
 * The first credentials that are there: `chain(() => fromEnv(), () => fromProfile())`.
 *
 * @throws {@link UsageError} with the reason of each source when none has any. Any other error of a source is thrown as it is.
 */
export function chain(...sources: CredentialsSource[]): CredentialsProvider {
  const reasons: string[] = []
  for (const source of sources) {
    try {
      return source()
    } catch (error) {
      if (!UsageError.is(error)) throw error
      reasons.push(error.message)
    }
  }
  throw new UsageError(`No credentials found. ${reasons.join(' ')}`)
}
