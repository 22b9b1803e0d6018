import { type Credentials, sign } from '@rds-tasklist/signature'
import { clock } from '../clock.ts'
import { UsageError } from '../errors.ts'
import { headerValue } from '../header-value.ts'
import { assertKnownNames } from '../known-names.ts'
import type { CredentialsProvider } from './provider.ts'
import { Secret } from './secret.ts'

/** An access key (AK/SK) of IAM, permanent or, with its `securityToken`, temporary. */
export type AccessKeyCredentials = {
  accessKey: string
  /** Never sent and never printed. */
  secretKey: string
  /** Of temporary credentials. Sent with every request, never printed. */
  securityToken?: string | undefined
  /** In a browser everybody who opens the page can read the key. Say `true` only where nobody else opens it. */
  dangerouslyAllowBrowser?: boolean | undefined
}

const NAMES = ['accessKey', 'secretKey', 'securityToken', 'dangerouslyAllowBrowser']

/**
 * Signs each attempt with an access key (SDK-HMAC-SHA256), with the time of that moment.
 *
 * @throws {@link UsageError} for a missing value, and in a browser without `dangerouslyAllowBrowser`.
 */
export function accessKey(credentials: AccessKeyCredentials): CredentialsProvider {
  assertKnownNames('credential', credentials, NAMES)
  if (isBrowser() && credentials.dangerouslyAllowBrowser !== true) {
    throw new UsageError(
      'An access key in a browser is readable by everybody who opens the page. Sign on a server, or set dangerouslyAllowBrowser: true.',
    )
  }
  const { accessKey, secretKey, securityToken } = credentials
  const key = keyOf(
    headerValue('credentials.accessKey', accessKey),
    new Secret(headerValue('credentials.secretKey', secretKey)),
    securityToken === undefined ? undefined : new Secret(headerValue('credentials.securityToken', securityToken)),
  )
  return {
    async authenticate({ method, url, headers }, { projectId }) {
      // As the vendor's SDKs do, which send and sign it with every request.
      const project = { 'X-Project-Id': projectId }
      const signed = { ...Object.fromEntries(headers), ...project }
      const added = await sign({ method, url, headers: signed }, key, { date: clock.now() })
      // Whoever reads the signature can repeat the request for 15 minutes.
      const secrets = [key.secretKey, key.securityToken ?? '', added.Authorization, added.Authorization.slice(-64)]
      return { headers: { ...project, ...added }, secrets }
    },
  }
}

/** One object for each provider, because the imported key is cached by it; it has the secrets behind getters. */
function keyOf(accessKey: string, secretKey: Secret, securityToken: Secret | undefined): Credentials {
  return {
    accessKey,
    get secretKey() {
      return secretKey.reveal()
    },
    get securityToken() {
      return securityToken?.reveal()
    },
  }
}

/** Of a browser, workers have no window. Outside, `userAgent` names the runtime (`Node.js/24`), or there is none. */
function isBrowser(): boolean {
  const { navigator } = globalThis as { navigator?: { userAgent?: string } }
  return 'document' in globalThis || navigator?.userAgent?.startsWith('Mozilla/') === true
}
