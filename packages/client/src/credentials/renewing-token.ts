import { clock } from '../clock.ts'
import { UsageError } from '../errors.ts'
import { headerValue } from '../header-value.ts'
import { timeLimit } from '../transport/time-limit.ts'
import { untilAborted } from '../transport/until-aborted.ts'
import type { Authentication, AuthenticationContext, CredentialsProvider } from './provider.ts'
import { Secret } from './secret.ts'
import { tokenAuthentication } from './token.ts'

/** A token and when it expires. */
export type IssuedToken = {
  token: string
  /** As a `Date` or in milliseconds since 1970. Left out, the token is kept until the service refuses it. */
  expiresAt?: Date | number | undefined
}

/**
 * Gets a new token for the project of the context. Several requests can wait for it, so the signal does not end with the first of
 * them but after 30 seconds, when the call is given up.
 */
export type TokenSource = (context: AuthenticationContext) => Promise<IssuedToken | string>

// A request that is on its way must not arrive with an expired token.
const MARGIN = 60_000
const LIMIT = 30_000
// As milliseconds September 2001; a time in seconds is below it.
const LEAST_EXPIRY = 10 ** 12

type Issued = { authentication: Authentication; expiresAt: number }
type Entry = { readonly call: Promise<Issued>; issued?: Issued }

/**
 * Credentials from a function that gets tokens. A token is kept until a minute before it expires, or until the service answers 401;
 * then the request is repeated once with a new one. Requests of one project that need a token at the same time share one call.
 */
export function renewingToken(source: TokenSource): CredentialsProvider {
  if (typeof source !== 'function') throw new UsageError('renewingToken needs a function that gives a token.')
  // By project: clients of several can share these credentials, and a token is good for one.
  const entries = new Map<string, Entry>()
  const get = (context: AuthenticationContext) => {
    const entry: Entry = { call: issue(source, context) }
    entries.set(context.projectId, entry)
    entry.call.then(
      (issued) => {
        entry.issued = issued
      },
      () => {
        if (entries.get(context.projectId) === entry) entries.delete(context.projectId)
      },
    )
    return entry
  }
  return {
    async authenticate(_, context) {
      const known = entries.get(context.projectId)
      const isOld = clock.now() >= (known?.issued?.expiresAt ?? Number.POSITIVE_INFINITY) - MARGIN
      const { call } = known === undefined || isOld ? get(context) : known
      return (await call).authentication
    },
    renew(refused) {
      // Several requests can be refused with one token: the first of them gets a new one for all.
      for (const [projectId, { issued }] of entries) {
        if (issued?.authentication === refused) entries.delete(projectId)
      }
    },
  }
}

async function issue(source: TokenSource, context: AuthenticationContext): Promise<Issued> {
  const { signal, end } = timeLimit(LIMIT)
  try {
    const ask = async () => source({ ...context, signal })
    return toIssued(await untilAborted(signal, ask()))
  } catch (error) {
    throw signal.aborted ? new Error(`the source gave no token within ${LIMIT} ms`) : error
  } finally {
    end()
  }
}

function toIssued(answer: unknown): Issued {
  const given = typeof answer === 'string' ? { token: answer } : answer
  if (typeof given !== 'object' || given === null) {
    throw new UsageError(`The token source must give a token or { token, expiresAt }, not ${given}.`)
  }
  const { token, expiresAt = Number.POSITIVE_INFINITY } = given as Partial<IssuedToken>
  const secret = new Secret(headerValue('The token of the provider', token))
  if (Number(expiresAt) >= LEAST_EXPIRY) {
    return { authentication: tokenAuthentication(secret), expiresAt: Number(expiresAt) }
  }
  throw new UsageError(
    `expiresAt must be a Date or milliseconds since 1970, not ${expiresAt}. Multiply seconds by 1000.`,
  )
}
