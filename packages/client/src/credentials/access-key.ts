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
  if ('window' in globalThis && 'document' in globalThis && credentials.dangerouslyAllowBrowser !== true) {
    throw new UsageError(
      'An access key in a browser is readable by everybody who opens the page. Sign on a server, or set dangerouslyAllowBrowser: true.',
    )
  }
  const id = headerValue('credentials.accessKey', credentials.accessKey)
  const secretKey = new Secret(headerValue('credentials.secretKey', credentials.secretKey))
  const { securityToken } = credentials
  const token = securityToken === undefined ? [] : [new Secret(headerValue('credentials.securityToken', securityToken))]
  return {
    async authenticate({ method, url, headers }, { projectId }) {
      // As the vendor's SDKs do, which send and sign it with every request.
      const project = { 'X-Project-Id': projectId }
      const signed = new Headers(headers)
      signed.set('X-Project-Id', projectId)
      const secrets: Credentials = {
        accessKey: id,
        secretKey: secretKey.reveal(),
        ...(token[0] && { securityToken: token[0].reveal() }),
      }
      const added = await sign({ method, url, headers: signed }, secrets, { date: clock.now() })
      // Whoever reads the signature can repeat the request for 15 minutes.
      const signature = new Secret(added.Authorization)
      return { headers: { ...project, ...added }, secrets: [secretKey, ...token, signature] }
    },
  }
}
