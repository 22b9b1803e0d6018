import { headerNames } from '../document.gen.ts'
import { ApiError, type ApiErrorFields, DecodeError } from '../errors.ts'
import { oneLine } from '../one-line.ts'
import { noPage, unreadable } from '../page.ts'
import type { ErrorBody, TaskList } from '../schema.gen.ts'
import type { ResponseValidator } from './validator.ts'

/** An answer whose body has fully arrived. */
export type Answer = {
  readonly response: Response
  readonly bytes: Uint8Array
  /** A text without the credentials that the request was sent with: gateways echo them. */
  readonly hide: (text: string) => string
}

const EXCERPT_LENGTH = 200

// The call adds the request and the attempts.
type AnswerFields = Omit<ApiErrorFields, 'attempts' | 'request'>

/** The page, or the error that stands for the answer: a {@link DecodeError} for a body that breaks a rule. */
export function readAnswer(answer: Answer, validate: ResponseValidator): TaskList | ApiError | DecodeError {
  const { response, bytes, hide } = answer
  const { ok, status } = response
  const text = new TextDecoder().decode(bytes)
  // The reviver sees every member, so what a gateway adds of its own is covered too.
  const json = parseJson(text, ok ? undefined : (_, value) => (typeof value === 'string' ? hide(value) : value))
  const unusable = ok ? unreadable(bytes, text, json) : undefined
  const rule = unusable ?? (json === undefined ? undefined : validate(json, status)) ?? (ok ? noPage(json) : undefined)
  // What failed matters more than the rule that the body of its error breaks.
  if (!ok) return apiError(json, text, answer)
  return rule === undefined ? (json as TaskList) : decodeError(rule, text, answer)
}

function apiError(json: unknown, text: string, answer: Answer): ApiError {
  const body = isErrorBody(json) ? json : undefined
  const fields: AnswerFields = {
    status: answer.response.status,
    code: body?.error_code,
    errorMessage: body?.error_msg,
    requestId: requestIdOf(answer) ?? (typeof body?.request_id === 'string' ? oneLine(body.request_id) : undefined),
    bodyExcerpt: body === undefined ? excerpt(text, answer.hide) : undefined,
  }
  return new ApiError(`The request failed with ${oneLine(reason(answer.response, fields))}`, fields)
}

function reason({ type }: Response, { status, code, errorMessage, bodyExcerpt }: AnswerFields): string {
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    return `a redirect (${status}), which is never followed. Set endpoint to the final one.`
  }
  if (bodyExcerpt === undefined) return `${status} ${code}: ${errorMessage}`
  return `${status} and ${bodyExcerpt && 'a body that is not the documented error: '}${bodyExcerpt || 'an empty body.'}`
}

function decodeError(rule: string, text: string, answer: Answer): DecodeError {
  const { status, headers } = answer.response
  const type = headers.get('Content-Type') ?? 'no content type'
  const message = oneLine(answer.hide(`The answer ${status} (${type}) cannot be used: ${rule}`))
  return new DecodeError(message, { status, requestId: requestIdOf(answer), bodyExcerpt: excerpt(text, answer.hide) })
}

/** The header that names the request. */
export function requestIdOf({ response, hide }: Answer): string | undefined {
  const id = response.headers.get(headerNames.requestId)
  return id === null ? undefined : hide(id)
}

/** `undefined` for what is not JSON. The parser's own error is dropped: its message repeats a part of the text. */
export function parseJson(text: string, reviver?: (name: string, value: unknown) => unknown): unknown {
  try {
    return JSON.parse(text, reviver)
  } catch {
    return undefined
  }
}

function isErrorBody(json: unknown): json is ErrorBody {
  const { error_code, error_msg } = (json ?? {}) as Partial<ErrorBody>
  return typeof error_code === 'string' && typeof error_msg === 'string'
}

/** The start of a body on one line. The secrets go first: cut in half they would not be recognised. */
export function excerpt(text: string, hide: Answer['hide']): string {
  const line = oneLine(hide(text))
  return line.length > EXCERPT_LENGTH ? `${line.slice(0, EXCERPT_LENGTH)}…` : line
}
