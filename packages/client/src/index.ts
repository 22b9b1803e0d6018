export { type Client, createClient, type RequestOptions } from './client.ts'
export type { Authentication, AuthenticationContext, CredentialsProvider } from './credentials/provider.ts'
export { type ErrorCode, regionEndpoints } from './document.gen.ts'
export {
  AbortedError,
  type AnyRdsError,
  ApiError,
  type ApiErrorFields,
  type Attempt,
  ConnectionError,
  DecodeError,
  type DecodeErrorFields,
  RdsError,
  TaskFailedError,
  TaskNotFoundError,
  TimeoutError,
  UsageError,
} from './errors.ts'
export type { ClientOptions, Region, TokenCredentials } from './options.ts'
export type { TaskIterable } from './paging.ts'
export { parseProgress } from './progress.ts'
export type { ListQuery } from './query.ts'
export { type ApiErrorOf, type ErrorStatus, type SafeResult, safe } from './safe.ts'
export type { ErrorBody, InstanceStatus, Language, operations, Task, TaskList, TaskStatus } from './schema.gen.ts'
export { parseTimestamp } from './timestamp.ts'
