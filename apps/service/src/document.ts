import type { Language, Message } from '@rds-tasklist/query'
import english from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import chinese from '@rds-tasklist/spec/openapi.zh-CN.json' with { type: 'json' }
import { operations as readOperations } from '@rds-tasklist/spec/reader'

export const documents = { 'en-us': english, 'zh-cn': chinese } satisfies Record<Language, object>

/** Every operation of the document. */
export const operations = readOperations(english)

/** An error as the document describes it, ready to be sent in either language. */
export type DocumentError = {
  status: number
  code: string
  message: Message
  /** Whether the body carries the request ID too, as what the gateway answers does. */
  withRequestId: boolean
}

/**
 * The error that the document shows under this name.
 *
 * @throws when there is no such example: a mistake of ours that must not wait for a request.
 */
export function errorNamed(name: string): DocumentError {
  const [{ status, body }, translated] = [exampleNamed('en-us', name), exampleNamed('zh-cn', name)]
  return {
    status,
    code: String(body.error_code),
    message: { 'en-us': String(body.error_msg), 'zh-cn': String(translated.body.error_msg) },
    withRequestId: 'request_id' in body,
  }
}

/** The same error with other values in the places that its message leaves open, such as `{reason}`. */
export function withValues(error: DocumentError, values: Record<string, string | number>): DocumentError {
  const message = (language: Language) => {
    const codes: Record<string, { message: string }> = documents[language]['x-error-codes']
    const template = codes[error.code]?.message ?? error.message[language]
    return template.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
  }
  return { ...error, message: { 'en-us': message('en-us'), 'zh-cn': message('zh-cn') } }
}

/** The language that `X-Language` asks for; anything unknown means English, as the document says. */
export function languageOf(asked: string | string[] | undefined): Language {
  return typeof asked === 'string' && Object.hasOwn(documents, asked) ? (asked as Language) : 'en-us'
}

function exampleNamed(language: Language, name: string): { status: number; body: Record<string, unknown> } {
  for (const { responses } of readOperations(documents[language])) {
    for (const [status, { content }] of Object.entries(responses)) {
      for (const { examples } of Object.values(content)) {
        if (examples[name]) return { status: Number(status), body: examples[name].value }
      }
    }
  }
  throw new Error(`the document has no example named ${name}`)
}
