import { UsageError } from '../errors.ts'
import { accessKey } from './access-key.ts'
import { environmentVariables } from './environment-variables.ts'
import type { CredentialsProvider } from './provider.ts'
import { staticToken } from './token.ts'

/**
 * The token or access key of the environment: `RDS_TOKEN`, else `HUAWEICLOUD_SDK_AK` and `HUAWEICLOUD_SDK_SK`, with
 * `HUAWEICLOUD_SDK_SECURITY_TOKEN` for temporary ones.
 *
 * @param env - Left out, `process.env` where there is one.
 * @throws {@link UsageError} when neither is there, or half of an access key.
 */
export function fromEnv(env: Readonly<Record<string, string | undefined>> = processEnv()): CredentialsProvider {
  const read = (name: keyof typeof environmentVariables) => env[environmentVariables[name]] || undefined
  const token = read('token')
  if (token !== undefined) return staticToken(token)
  const [id, secretKey] = [read('accessKey'), read('secretKey')]
  if (id !== undefined && secretKey !== undefined) {
    return accessKey({ accessKey: id, secretKey, securityToken: read('securityToken') })
  }
  const { token: first, accessKey: second, secretKey: third } = environmentVariables
  throw new UsageError(`The environment has no credentials: set ${first}, or ${second} and ${third}.`)
}

function processEnv(): Readonly<Record<string, string | undefined>> {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } }
  return process?.env ?? {}
}
