import { clock } from '../clock.ts'
import { UsageError } from '../errors.ts'
import { headerValue } from '../header-value.ts'
import type { Authentication, AuthenticationContext, CredentialsProvider } from './provider.ts'
import { Secret } from './secret.ts'
import { tokenAuthentication } from './token.ts'

/** A token and when it expires. */
export type IssuedToken = {
  token: string
  /** As a `Date` or in milliseconds since 1970. Left out, the token is kept until the service refuses it. */
  expiresAt?: Date | number | undefined
}

/** Gets a new token. The signal ends when no request waits for it any more, or with the time-out of an attempt. */
export type TokenSource = (context: AuthenticationContext) => Promise<IssuedToken | string>

// A request that is on its way must not arrive with an expired token.
const MARGIN = 60_000

type Issued = { authentication: Authentication; expiresAt: number }

/**
 * Credentials from a function that gets tokens. A token is kept until a minute before it expires, or until the service answers 401;
 * then the request is repeated once with a new one. Requests that need a token at the same time share one call.
 */
export function renewingToken(source: TokenSource): CredentialsProvider {
  if (typeof source !== 'function') throw new UsageError('renewingToken needs a function that gives a token.')
  let current: Promise<Issued> | undefined
  let issued: Issued | undefined
  const get = (context: AuthenticationContext) => {
    const call = issue(source, context)
    current = call
    call.then(
      (value) => {
        if (current === call) issued = value
      },
      () => {
        if (current === call) current = undefined
      },
    )
    return call
  }
  return {
    async authenticate(_, context) {
      if (issued !== undefined && clock.now() >= issued.expiresAt - MARGIN) {
        issued = undefined
        current = undefined
      }
      return (await (current ?? get(context))).authentication
    },
    renew(refused) {
      // Several requests can be refused with one token: the first of them gets a new one for all.
      if (issued?.authentication !== refused) return
      issued = undefined
      current = undefined
    },
  }
}

async function issue(source: TokenSource, context: AuthenticationContext): Promise<Issued> {
  // Other requests wait for the same call, so the end of the first must not end it.
  const answer = await source({ ...context, signal: AbortSignal.timeout(30_000) })
  const { token, expiresAt = Number.POSITIVE_INFINITY } = typeof answer === 'string' ? { token: answer } : answer
  const secret = new Secret(headerValue('The token of the provider', token))
  return { authentication: tokenAuthentication(secret), expiresAt: Number(expiresAt) }
}
