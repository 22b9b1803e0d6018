import type { FastifyBaseLogger, FastifyServerOptions } from 'fastify'
import type { AnswerRecord } from './http/answer-record.ts'

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

export type LogOptions = {
  level: (typeof LOG_LEVELS)[number]
  /** Where lines of JSON go; standard output unless told otherwise. */
  stream?: { write(line: string): void }
}

/** How pino logs. Only what is named here and in `logAnswer` gets into a line: no query, credentials, project or address. */
export function logOptions({ level, stream }: LogOptions): FastifyServerOptions['logger'] {
  return {
    level,
    base: undefined as never,
    ...(stream && { stream }),
    serializers: {
      req: ({ method }) => ({ method }),
      res: ({ statusCode }) => ({ statusCode }),
      // Other members of an error may hold the values of a query, as those of pg do.
      err: ({ name, code, message, stack }) => ({ type: name, code, message, stack: stack ?? '' }),
    },
  }
}

export function logAnswer(log: FastifyBaseLogger, record: AnswerRecord): void {
  const { method, route, status, milliseconds, requestId } = record
  log.info({ method, route, status, ms: Math.round(milliseconds * 1000) / 1000, request_id: requestId }, 'answered')
}
