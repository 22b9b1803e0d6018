import type { Attempt } from '../errors.ts'
import type { CallEvent, Hooks } from '../transport/hooks.ts'

/** Where lines go: `console`, or the logger of an application. */
export type Logger = {
  debug(line: string): void
  info(line: string): void
  warn(line: string): void
  error(line: string): void
}

/**
 * Hooks that write a line an event, each with the number of its call: requests and attempts as `debug`, answers as `info`, retries as
 * `warn`, errors as `error`.
 */
export function logger(target: Logger): Hooks {
  const log = (level: keyof Logger, { call, request }: CallEvent, text: string) => {
    // What a server says must not begin a line of its own in a log.
    target[level](`#${call} ${request.method} ${request.url} ${text}`.replace(/\p{Cc}+/gu, ' '))
  }
  return {
    onRequest: (event) => log('debug', event, 'begins'),
    onAttempt: (event) => log('debug', event, `attempt ${event.attempt}: ${result(event)}`),
    onRetry: (event) => log('warn', event, `attempt ${event.attempt} follows in ${event.delay} ms`),
    onResponse: (event) => log('info', event, result({ ...event, ms: event.elapsed })),
    onError: (event) => log('error', event, `failed after ${event.elapsed} ms: ${event.error}`),
  }
}

function result({ status, error, ms, requestId }: Attempt): string {
  return `${status ?? error} in ${ms} ms${requestId === undefined ? '' : ` (request id ${requestId})`}`
}
