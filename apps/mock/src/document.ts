import type { Language } from '@rds-tasklist/query'
import { documents } from '@rds-tasklist/service/http'
import { operations } from '@rds-tasklist/spec/reader'

/** A named example of a response: what the mock answers when it is asked for by name. */
export type NamedExample = { name: string; status: number; body: Record<string, unknown> }

/** The code of a request that breaks a rule. */
export const { errorCode } = documents['en-us']['x-request-rules']

/** Every named example of every response, in the document's order. Names are unique over all responses. */
export function namedExamples(language: Language): NamedExample[] {
  return operations(documents[language]).flatMap(({ responses }) =>
    Object.entries(responses).flatMap(([status, { content }]) =>
      Object.values(content).flatMap(({ examples }) =>
        Object.entries(examples).map(([name, { value }]) => ({ name, status: Number(status), body: value })),
      ),
    ),
  )
}
