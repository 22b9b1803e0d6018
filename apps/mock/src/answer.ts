import { type Language, readProjectId, type Violation } from '@rds-tasklist/query'
import { type DocumentError, errorBody, errors, invalid, newRequestId, parametersAt } from '@rds-tasklist/service/http'
import type { MockRequest } from './request.ts'

export type Answer = { status: number; headers: Record<string, string>; body: string }

/** Answers what has a route, credentials and a well-formed project ID, and judges the rest of the request. */
export type Source = (request: MockRequest) => Promise<Answer>

/** Answers in the order that the document gives: path and method, credentials, project ID; then whatever the source says. */
export async function answer(request: MockRequest, source: Source): Promise<Answer> {
  const parameters = parametersAt(request.method, request.path)
  if (!parameters) return errorAnswer(errors.unknownPath, request.language)
  if (!hasCredentials(request)) return errorAnswer(errors.credentialsMissing, request.language)
  const project = readProjectId(parameters.project_id ?? '')
  return project.ok ? source(request) : invalidAnswer(project.violation, request.language)
}

/** An error of the document, under a request ID of its own. */
export function errorAnswer(error: DocumentError, language: Language): Answer {
  const requestId = newRequestId()
  return jsonAnswer(error.status, requestId, errorBody(error, language, requestId))
}

export function invalidAnswer(violation: Violation, language: Language): Answer {
  return errorAnswer(invalid(violation).error, language)
}

export function jsonAnswer(status: number, requestId: string, body: object): Answer {
  const headers = { 'content-type': 'application/json', 'x-request-id': requestId }
  return { status, headers, body: JSON.stringify(body) }
}

/** A token or a signature is there. The mock checks neither: it has no users. */
function hasCredentials({ headers }: MockRequest): boolean {
  return Boolean(headers['x-auth-token'] || headers.authorization)
}
