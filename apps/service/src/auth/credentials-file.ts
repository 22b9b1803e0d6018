import { readFile, stat } from 'node:fs/promises'
import type { AccessKeySource, TokenSource } from './authenticator.ts'
import { type Credentials, readCredentials } from './read-credentials.ts'
import { digest, sameSecret } from './secret.ts'

export type CredentialsFileOptions = {
  now?: () => number
  /** Told when the file has changed and cannot be used. What it said before stays valid. */
  onProblem?: (message: string) => void
}

/** How long a change of the file may go unnoticed. */
export const CHECK_EVERY_MS = 1000

/**
 * Tokens and access keys from a JSON file, for development. The file is read again when it has changed.
 *
 * @throws an error that names the file, the field and the rule when it cannot be used at the start.
 */
export async function openCredentialsFile(
  path: string,
  { now = Date.now, onProblem = () => undefined }: CredentialsFileOptions = {},
): Promise<{ tokens: TokenSource; accessKeys: AccessKeySource }> {
  const current = await follow(path, now, onProblem)
  return {
    async tokens(token) {
      const asked = digest(token)
      // All are compared, so that the time does not tell which one is near.
      const [found] = (await current()).tokens.filter((one) => sameSecret(one.digest, asked))
      if (!found) return { kind: 'unknown' }
      return found.expiresAt <= now() ? { kind: 'expired' } : found.finding
    },
    accessKeys: async (accessKey) => (await current()).accessKeys.get(accessKey),
  }
}

/** Gives what the file says now, looking at it once a second at most. */
async function follow(path: string, now: () => number, onProblem: (message: string) => void) {
  let { version, credentials } = await load(path)
  let looked = now()
  return async (): Promise<Credentials> => {
    if (now() - looked < CHECK_EVERY_MS) return credentials
    looked = now()
    try {
      if ((await versionOf(path)) === version) return credentials
      const loaded = await load(path)
      ;({ version, credentials } = loaded)
    } catch (error) {
      onProblem((error as Error).message)
    }
    return credentials
  }
}

async function load(path: string): Promise<{ version: string; credentials: Credentials }> {
  try {
    // The version first: a change in between is then seen the next time.
    const version = await versionOf(path)
    return { version, credentials: readCredentials(await readFile(path, 'utf8')) }
  } catch (error) {
    throw new Error(`The credentials file ${path} cannot be used: ${(error as Error).message}.`, { cause: error })
  }
}

async function versionOf(path: string): Promise<string> {
  const { mtimeNs, size, ino } = await stat(path, { bigint: true })
  return `${ino} ${size} ${mtimeNs}`
}
