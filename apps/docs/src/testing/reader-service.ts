import {
  type AccessKey,
  createAuthenticator,
  DEMO_PROJECTS,
  type Limits,
  openSqliteStore,
  type RunningService,
  type StoredTask,
  startService,
} from '@rds-tasklist/service'

/** What {@link startReaderService} accepts, by the environment variables that the samples read. */
export const SECRETS = {
  RDS_TOKEN: 'a-token',
  RDS_ACCESS_KEY: 'AK',
  RDS_SECRET_KEY: "S'K$",
  RDS_SECURITY_TOKEN: 'a-session',
}
/** An access key that needs the security token beside its secret. */
export const TEMPORARY_KEY = 'AK-TEMPORARY'

/** A service that knows one caller, with a token, an access key and a temporary one, and one project with these tasks. */
export async function startReaderService(
  tasks: Omit<StoredTask, 'project_id'>[],
  allowedOrigins: string[] = [],
  limits: Partial<Limits> = {},
): Promise<RunningService> {
  const [project] = DEMO_PROJECTS
  const store = await openSqliteStore({ file: ':memory:' })
  await store.upsert(tasks.map((task) => ({ ...task, project_id: project })))
  const caller = { key: 'reader', projectIds: new Set([project]) }
  const key = { secretKey: SECRETS.RDS_SECRET_KEY, expiresAt: Number.POSITIVE_INFINITY, caller }
  const keys = new Map<string, AccessKey>([
    [SECRETS.RDS_ACCESS_KEY, key],
    [TEMPORARY_KEY, { ...key, securityToken: SECRETS.RDS_SECURITY_TOKEN }],
  ])
  const authenticator = createAuthenticator({
    tokens: [async (token) => (token === SECRETS.RDS_TOKEN ? { kind: 'valid', caller } : { kind: 'unknown' })],
    accessKeys: async (name) => keys.get(name),
  })
  return startService({ store, authenticator, port: 0, adminPort: 0, allowedOrigins, limits })
}
