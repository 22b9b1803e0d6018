import { startMock } from '@rds-tasklist/mock'
import {
  type AccessKeySource,
  createAuthenticator,
  DEMO_PROJECTS,
  openPostgresStore,
  openSqliteStore,
  startService,
  type TaskStore,
  type TokenSource,
} from '@rds-tasklist/service'
import { startTestPostgres } from '@rds-tasklist/service/testing'
import { KNOWN } from '../mutants/known.ts'
import { startFakeTarget } from './fake-target.ts'
import type { Target, Undriven } from './target.ts'

/** A target that runs until it is closed. */
export type RunningTarget = { target: Target; close(): Promise<void> }

/** Every server of this repository that is to be the API. */
export const TARGETS: Record<string, () => Promise<RunningTarget>> = {
  mock: () => startMockTarget(false),
  'mock --stateful': () => startMockTarget(true),
  fake: startFakeTarget,
  'service on SQLite': async () => startServiceTarget('service on SQLite', await openSqliteStore({ file: ':memory:' })),
  'service on PostgreSQL': startPostgresTarget,
}

const FROZEN = Date.UTC(2026, 0, 15)

function asFault(status: number, reason: string): Undriven {
  return { status, reason, ask: (sample) => ({ ...sample, headers: { ...sample.headers, prefer: `code=${status}` } }) }
}

async function startMockTarget(stateful: boolean): Promise<RunningTarget> {
  // Its time stands still, or its tasks would move on between two requests.
  const mock = await startMock({ port: 0, stateful, now: () => FROZEN })
  const [projectId, second] = DEMO_PROJECTS
  const target: Target = {
    name: stateful ? 'mock --stateful' : 'mock',
    url: mock.url,
    projectId,
    token: KNOWN.token,
    accessKey: KNOWN.accessKey,
    expiredToken: KNOWN.expiredToken,
    foreign: { projectId: stateful ? KNOWN.foreign.projectId : second },
    undriven: {
      ListTasks: [
        ...(stateful ? [] : [asFault(403, 'the mock has no users, so no project is foreign')]),
        asFault(429, 'the mock does not count requests'),
        asFault(500, 'no request makes the mock fail'),
        asFault(503, 'the mock depends on no other system'),
      ],
    },
  }
  return { target, close: () => mock.close() }
}

const tokens: TokenSource = async (token) => {
  if (token === KNOWN.expiredToken) return { kind: 'expired' }
  const project = new Map([
    [KNOWN.token, KNOWN.projectId],
    [KNOWN.foreign.token, KNOWN.foreign.projectId],
  ]).get(token)
  return project ? { kind: 'valid', caller: { key: project, projectIds: new Set([project]) } } : { kind: 'unknown' }
}

const accessKeys: AccessKeySource = async (accessKey) =>
  accessKey === KNOWN.accessKey.accessKey
    ? {
        ...KNOWN.accessKey,
        expiresAt: Number.POSITIVE_INFINITY,
        caller: { key: accessKey, projectIds: new Set([KNOWN.projectId]) },
      }
    : undefined

const NO_LIMIT = 1_000_000

async function startServiceTarget(name: string, store: TaskStore): Promise<RunningTarget> {
  const owned = { [KNOWN.projectId]: KNOWN.tasks, [KNOWN.foreign.projectId]: KNOWN.foreign.tasks }
  for (const [project_id, tasks] of Object.entries(owned)) {
    await store.upsert(tasks.map((task) => ({ ...task, project_id })))
  }
  const authenticator = createAuthenticator({ tokens: [tokens], accessKeys })
  const limits = { ratePerSecond: NO_LIMIT }
  const service = await startService({ store, authenticator, limits, port: 0, adminPort: 0 })
  const target: Target = {
    ...KNOWN,
    name,
    url: service.url,
    undriven: {
      ListTasks: [
        { status: 429, reason: 'its limit is set out of reach, or the suite would wait for it' },
        { status: 500, reason: 'no request makes the service fail' },
        { status: 503, reason: 'its database answers as long as the suite runs' },
      ],
    },
  }
  return { target, close: () => service.close() }
}

async function startPostgresTarget(): Promise<RunningTarget> {
  const postgres = await startTestPostgres()
  const store = await openPostgresStore({ url: postgres.url })
  const { target, close } = await startServiceTarget('service on PostgreSQL', store)
  return { target, close: () => close().then(() => postgres.remove()) }
}
