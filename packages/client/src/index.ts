export { type Client, createClient, type RequestOptions } from './client.ts'
export { errorCodes, queryParameters, regionEndpoints } from './document.gen.ts'
export {
  AbortedError,
  type AnyRdsError,
  ApiError,
  type ApiErrorFields,
  ConnectionError,
  DecodeError,
  type DecodeErrorFields,
  type ErrorCode,
  RdsError,
  UsageError,
} from './errors.ts'
export type { ClientOptions, Region, TokenCredentials } from './options.ts'
export { parseProgress } from './progress.ts'
export type { ListQuery } from './query.ts'
export type { ErrorBody, InstanceStatus, Language, operations, Task, TaskList, TaskStatus } from './schema.gen.ts'
export { parseTimestamp } from './timestamp.ts'
