import { UsageError } from '../errors.ts'
import { absent } from './absent.ts'
import type { CredentialsProvider } from './provider.ts'

/** Gives credentials, or `undefined` when its source has none. */
export type CredentialsSource = () => CredentialsProvider | undefined

/**
 * The first credentials that are there: `chain(fromEnv, fromProfile)`.
 *
 * @throws {@link UsageError} with the reason of each source when none has any. What is there and wrong, like a token with a line
 * break or half of a key, is not passed by: another identity would act. The error of its source is thrown as it is.
 */
export function chain(...sources: CredentialsSource[]): CredentialsProvider {
  const reasons: string[] = []
  for (const source of sources) {
    try {
      const credentials = source()
      if (credentials !== undefined) return credentials
    } catch (error) {
      if (!UsageError.is(error) || !('absent' in error)) throw error
      reasons.push(error.message)
    }
  }
  throw absent(['No credentials found.', ...reasons].join(' '))
}
