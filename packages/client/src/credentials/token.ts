import { headerNames } from '../document.gen.ts'
import { headerValue } from '../header-value.ts'
import type { Authentication, CredentialsProvider } from './provider.ts'
import { Secret } from './secret.ts'

/** How a request with this token is authenticated. */
export function tokenAuthentication(token: Secret): Authentication {
  return { headers: { [headerNames.token]: token.reveal() }, secrets: [token.reveal()] }
}

/** One token for as long as it lasts. It is not renewed. */
export function staticToken(value: unknown): CredentialsProvider {
  const token = new Secret(headerValue('credentials.token', value))
  return { authenticate: async () => tokenAuthentication(token) }
}
