import { type Language, readProjectId, readQuery, type Violation } from '@rds-tasklist/query'
import { errorCode as documentErrorCode, documents, exampleNamed } from './document.ts'
import { readPrefer } from './prefer.ts'
import type { Prism, PrismAnswer } from './prism.ts'
import { newRequestId } from './request-id.ts'
import { route } from './route.ts'

/** A request as it stood on the wire; the names of headers are lower case. */
export type MockRequest = {
  method: string
  path: string
  rawQuery: string
  headers: Record<string, string | undefined>
}

export type Answer = { status: number; headers: Record<string, string>; body: string }

/** Answers in the order that the document gives: path and method, credentials, project ID, query; then Prism's example. */
export async function answer(request: MockRequest, prism: Prism): Promise<Answer> {
  const language = languageOf(request)
  const found = route(request.method, request.path)
  if (!found) return ownAnswer('unknown-path', language)
  if (!hasCredentials(request)) return ownAnswer('credentials-missing', language)
  const project = readProjectId(found.projectId)
  if (!project.ok) return invalid(project.violation, language)
  const query = readQuery(request.rawQuery)
  if (!query.ok) return invalid(query.violation, language)
  const prefer = readPrefer(request.headers.prefer)
  if (!prefer.ok) return json(400, newRequestId(), { error_code: documentErrorCode, error_msg: prefer.message })
  return fromPrism(await prism(request.path, language, prefer.preference))
}

/** The answer that the document gives as an example, under a request ID of its own. */
export function ownAnswer(example: string, language: Language): Answer {
  const { status, body } = exampleNamed(example, language)
  const requestId = newRequestId()
  return json(status, requestId, 'request_id' in body ? { ...body, request_id: requestId } : body)
}

function invalid({ errorCode, message }: Violation, language: Language): Answer {
  return json(400, newRequestId(), { error_code: errorCode, error_msg: message[language] })
}

/** What Prism gives, unless it breaks its own schema: a mock that answers wrongly is worse than one that fails. */
function fromPrism({ status, headers, body, violations }: PrismAnswer): Answer {
  if (violations.length > 0) throw new Error(`Prism's answer breaks the document: ${violations.join('; ')}`)
  // An example with a request ID keeps it, so that the header and the body agree.
  const requestId = (body as { request_id?: string }).request_id ?? newRequestId()
  const { status: code, headers: own, body: text } = json(status, requestId, body)
  return { status: code, headers: { ...headers, ...own }, body: text }
}

function json(status: number, requestId: string, body: object): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-request-id': requestId },
    body: JSON.stringify(body),
  }
}

/** A token or a signature is there. The mock checks neither: it has no users. */
function hasCredentials({ headers }: MockRequest): boolean {
  return Boolean(headers['x-auth-token'] || headers.authorization)
}

export function languageOf({ headers }: MockRequest): Language {
  const asked = headers['x-language'] ?? ''
  return Object.hasOwn(documents, asked) ? (asked as Language) : 'en-us'
}
