import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Language } from '@rds-tasklist/query'
import { languageOf, splitTarget } from '@rds-tasklist/service/http'
import { type PreferenceResult, readPrefer } from './prefer.ts'

/** A request as it stood on the wire, and what it says about its answer. */
export type MockRequest = {
  method: string
  path: string
  rawQuery: string
  headers: IncomingHttpHeaders
  language: Language
  prefer: PreferenceResult
}

export function readRequest({ method = '', url = '', headers }: IncomingMessage): MockRequest {
  const language = languageOf(headers['x-language'])
  return { method, ...splitTarget(url), headers, language, prefer: readPrefer(String(headers.prefer ?? '')) }
}
