export { type AppOptions, createApp } from './app.ts'
export {
  type AccessKey,
  type AccessKeySource,
  type Authenticator,
  type AuthenticatorOptions,
  type AuthFailure,
  type AuthRequest,
  type AuthResult,
  type Caller,
  createAuthenticator,
  type TokenFinding,
  type TokenSource,
} from './auth/authenticator.ts'
export { type CredentialsFileOptions, openCredentialsFile } from './auth/credentials-file.ts'
export { createIamTokenSource, type IamOptions, tokenFromFile } from './auth/iam.ts'
export { createDemoApp, type DemoAppOptions } from './demo/demo-app.ts'
export { type DemoStore, type DemoStoreOptions, openDemoStore } from './demo/demo-store.ts'
export { DEMO_PROJECTS } from './demo/demo-tasks.ts'
export { DEMO_TOKEN, type DemoServiceOptions, startDemoService } from './demo/start-demo.ts'
export type { AnswerRecord } from './http/answer-record.ts'
export { DEFAULT_LIMITS, type Limits } from './limits/limits.ts'
export { type RunningService, type ServiceOptions, startService } from './server.ts'
export { openPostgresStore, type PostgresOptions } from './store/postgres-store.ts'
export { openSqliteStore, type SqliteOptions } from './store/sqlite-store.ts'
export {
  type StoredPage,
  type StoredTask,
  StoreUnavailable,
  type TaskFilter,
  type TaskStore,
  type Window,
} from './store/task-store.ts'
