import { readQuery } from '@rds-tasklist/query'
import { errors, newRequestId } from '@rds-tasklist/service/http'
import { type Answer, errorAnswer, invalidAnswer, jsonAnswer, type Source } from './answer.ts'
import { errorCode } from './document.ts'
import type { Preference } from './prefer.ts'
import type { Prism } from './prism.ts'
import type { MockRequest } from './request.ts'

/** Answers with the examples of the document: the one that the request prefers, else the sample. */
export function exampleSource(prism: Prism): Source {
  return async (request) => {
    const { rawQuery, language, prefer } = request
    const query = readQuery(rawQuery)
    if (!query.ok) return invalidAnswer(query.violation, language)
    if (prefer.ok) return exampleAnswer(prism, request, prefer.preference)
    return errorAnswer({ ...errors.malformedRequest, ...refusalOf(prefer.message), withRequestId: false }, language)
  }
}

// The document knows no Prefer: this message is the mock's own, and English.
function refusalOf(message: string) {
  return { code: errorCode, message: { 'en-us': message, 'zh-cn': message } }
}

/** An example of the document, with the headers that the document gives it. */
export async function exampleAnswer(
  prism: Prism,
  { path, language }: MockRequest,
  preference: Preference,
): Promise<Answer> {
  const { status, headers, body } = await prism.example(path, language, preference)
  // An example with a request ID keeps it, so that the header and the body agree.
  const answer = jsonAnswer(status, (body as { request_id?: string }).request_id ?? newRequestId(), body)
  return { ...answer, headers: { ...headers, ...answer.headers } }
}
