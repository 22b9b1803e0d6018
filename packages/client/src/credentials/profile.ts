import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { UsageError } from '../errors.ts'
import { assertKnownNames } from '../known-names.ts'
import { absent } from './absent.ts'
import { accessKey } from './access-key.ts'
import type { CredentialsProvider } from './provider.ts'

/** Which section of which file holds the credentials. */
export type ProfileOptions = {
  /** Left out: `HUAWEICLOUD_SDK_CREDENTIALS_FILE`, else `~/.huaweicloud/credentials`. */
  file?: string | undefined
  /** Left out: `basic`. */
  profile?: string | undefined
}

/**
 * The access key in a file of the form that the vendor's SDKs read: a section with `ak`, `sk` and, for temporary ones,
 * `security_token`. For Node, Deno and Bun.
 *
 * @throws {@link UsageError} when the file, the section or one of its values is missing. The message contains no line of the file.
 */
export function fromProfile(options: ProfileOptions = {}): CredentialsProvider {
  assertKnownNames('profile option', options, ['file', 'profile'])
  const { profile = 'basic' } = options
  const file =
    options.file ?? (process.env.HUAWEICLOUD_SDK_CREDENTIALS_FILE || join(homedir(), '.huaweicloud', 'credentials'))
  const values = section(read(file), profile)
  if (values === undefined) throw absent(`The file ${file} has no section [${profile}].`)
  const missing = ['ak', 'sk'].filter((name) => !values[name])
  if (missing.length > 0)
    throw new UsageError(`The section [${profile}] of ${file} has no ${missing.join(' and no ')}.`)
  const { ak = '', sk = '', security_token } = values
  return accessKey({ accessKey: ak, secretKey: sk, securityToken: security_token || undefined })
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as { code?: string }
    const message = `The file ${file} cannot be read (${code}).`
    throw code === 'ENOENT' ? absent(message) : new UsageError(message)
  }
}

function section(text: string, wanted: string): Record<string, string> | undefined {
  let current: string | undefined
  let values: Record<string, string> | undefined
  for (const line of text.split(/\r?\n/)) {
    const name = /^\s*\[([^\]]*)\]\s*$/.exec(line)?.[1]?.trim()
    if (name !== undefined) current = name
    if (name === wanted) values ??= {}
    const [, key, value] = /^\s*([^=#;\s]+)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (values && current === wanted && key !== undefined && value !== undefined) values[key] = value
  }
  return values
}
