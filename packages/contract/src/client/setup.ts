import { type ClientOptions, createClient } from '@rds-tasklist/client'
import { type Drift, validation } from '@rds-tasklist/client/validate'
import {
  createAuthenticator,
  openSqliteStore,
  type ServiceOptions,
  startService,
  type TaskStore,
  type TokenSource,
} from '@rds-tasklist/service'
import type { Operation } from '@rds-tasklist/spec/reader'
import { expect, onTestFinished } from 'vitest'
import { KNOWN } from '../mutants/known.ts'
import { errorExample, listOperation } from '../rules/document.ts'

type TestClientOptions = Omit<Partial<ClientOptions>, 'region'>

/**
 * The built client, with the token and project that the servers of our own know. It judges each answer by the document, and the
 * test fails at its end when one departed from it.
 */
export function clientOf({ url }: { url: string }, options: TestClientOptions = {}) {
  const drifts: Drift[] = []
  onTestFinished(() => expect(drifts).toEqual([]))
  const { projectId, token } = KNOWN
  const validate = validation({ mode: 'strict', onDrift: (drift) => drifts.push(drift) })
  return createClient({ endpoint: url, projectId, credentials: { token }, validate, ...options } as ClientOptions)
}

export type TestService = { url: string; store: TaskStore }

/** A service on SQLite without tasks, which lives as long as the test that asks for it. Knows `KNOWN.token` alone unless told otherwise. */
export async function serviceForTest(options: Partial<ServiceOptions> = {}): Promise<TestService> {
  const store = await openSqliteStore({ file: ':memory:' })
  const authenticator = createAuthenticator({ tokens: [tokens({ [KNOWN.token]: KNOWN.projectId })] })
  const service = await startService({ authenticator, port: 0, adminPort: 0, ...options, store })
  onTestFinished(() => service.close())
  return { url: service.url, store }
}

/** Tokens and the project that each may see. What the record holds later counts, too. */
export function tokens(projects: Record<string, string>): TokenSource {
  return async (token) => {
    const project = projects[token]
    return project === undefined
      ? { kind: 'unknown' }
      : { kind: 'valid', caller: { key: project, projectIds: new Set([project]) } }
  }
}

/** The error that a promise rejects with. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => ({ error }),
  )
  if (outcome === undefined) throw new Error('The promise was expected to reject.')
  return outcome.error
}

/** What an `ApiError` says when a server answers with the document's example of this name. */
export function refusal(name: string, operation: Operation = listOperation()) {
  const { status, code, message } = errorExample(operation, name)
  return { kind: 'api', status, code, errorMessage: message }
}
