export { type Client, createClient, type RequestOptions } from './client.ts'
export type { Authentication, AuthenticationContext, CredentialsProvider } from './credentials/provider.ts'
export type { ErrorCode } from './document.gen.ts'
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
export type { ClientOptions, TokenCredentials } from './options.ts'
export type { TaskIterable } from './paging.ts'
export { parseProgress } from './progress.ts'
export type { ListQuery } from './query.ts'
export { type Region, regionEndpoints } from './regions.ts'
export { type ApiErrorOf, type ErrorStatus, type SafeResult, safe } from './safe.ts'
export type { ErrorBody, InstanceStatus, Language, operations, Task, TaskList, TaskStatus } from './schema.gen.ts'
export { parseTimestamp } from './timestamp.ts'
export type {
  AttemptEvent,
  CallEvent,
  DescribedRequest,
  FailureEvent,
  Hooks,
  ResponseEvent,
  RetryEvent,
} from './transport/hooks.ts'
export type { ResponseValidator } from './transport/validator.ts'
