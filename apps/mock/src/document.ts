import type { Language } from '@rds-tasklist/query'
import english from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import chinese from '@rds-tasklist/spec/openapi.zh-CN.json' with { type: 'json' }
import { operations } from '@rds-tasklist/spec/reader'

/** A named example of a response: what the mock answers when it is asked for by name. */
export type NamedExample = { name: string; status: number; body: Record<string, unknown> }

export const documents = { 'en-us': english, 'zh-cn': chinese } satisfies Record<Language, object>

/** The code of a request that breaks a rule. */
export const { errorCode } = english['x-request-rules']

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

/** The example that the mock gives as its own answer in a case; a document without it is a mistake of ours. */
export function exampleNamed(name: string, language: Language): NamedExample {
  const found = namedExamples(language).find((example) => example.name === name)
  if (!found) throw new Error(`the document has no example named ${name}`)
  return found
}
