import { UsageError } from '../errors.ts'
import { headerValue } from '../header-value.ts'
import { absent } from './absent.ts'
import { type AccessKeyCredentials, accessKey } from './access-key.ts'
import { environmentVariables } from './environment-variables.ts'
import type { CredentialsProvider } from './provider.ts'
import { staticToken } from './token.ts'

/**
 * The token or access key of the environment: `RDS_TOKEN`, else `HUAWEICLOUD_SDK_AK` and `HUAWEICLOUD_SDK_SK`, with
 * `HUAWEICLOUD_SDK_SECURITY_TOKEN` for temporary ones.
 *
 * @param env - Left out, `process.env` where there is one.
 * @param options - `dangerouslyAllowBrowser` as for `accessKey`.
 * @throws {@link UsageError} when neither is there, half of an access key, or a value that no header can carry.
 */
export function fromEnv(
  env: Readonly<Record<string, string | undefined>> = processEnv(),
  options: Pick<AccessKeyCredentials, 'dangerouslyAllowBrowser'> = {},
): CredentialsProvider {
  const read = (name: keyof typeof environmentVariables) => {
    const variable = environmentVariables[name]
    return env[variable] ? headerValue(variable, env[variable]) : undefined
  }
  const token = read('token')
  if (token !== undefined) return staticToken(token)
  const [id, secretKey] = [read('accessKey'), read('secretKey')]
  if (id !== undefined && secretKey !== undefined) {
    return accessKey({ accessKey: id, secretKey, securityToken: read('securityToken'), ...options })
  }
  const { token: first, accessKey: second, secretKey: third } = environmentVariables
  const half = id === undefined ? secretKey && second : third
  if (half !== undefined) throw new UsageError(`The environment has half of an access key: set ${half} as well.`)
  throw absent(`The environment has no credentials: set ${first}, or ${second} and ${third}.`)
}

function processEnv(): Readonly<Record<string, string | undefined>> {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } }
  return process?.env ?? {}
}
