import english from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import chinese from '@rds-tasklist/spec/openapi.zh-CN.json' with { type: 'json' }
import { operations } from '@rds-tasklist/spec/reader'
import type { ErrorBody, Language, Task, TaskList } from '../schema.gen.ts'

type Example = { name: string; status: number; value: object; headers: string[] }

const EXAMPLES: Record<Language, Example[]> = { 'en-us': examplesOf(english), 'zh-cn': examplesOf(chinese) }

/** An error as the document shows it, and the names of the headers that it has. */
export type DocumentedError = { status: number; body: ErrorBody; headers: string[] }

/** The error with this name, or the first with this status. */
export function documentedError(which: string | number, language: Language): DocumentedError | undefined {
  const found = EXAMPLES[language].find(({ name, status }) => status >= 400 && [name, status].includes(which))
  return found && { status: found.status, body: found.value as ErrorBody, headers: found.headers }
}

/** The names of all errors that the document shows. */
export function errorNames(): string[] {
  return EXAMPLES['en-us'].filter(({ status }) => status >= 400).map(({ name }) => name)
}

/** The tasks that the document shows, each with an ID of its own. */
export const documentedTasks: readonly Task[] = EXAMPLES['en-us']
  .filter(({ status }) => status === 200)
  .flatMap(({ value }) => (value as TaskList).tasks)

/** The language that `X-Language` asks for; the document says that any other value means English. */
export function languageOf(asked: string | null): Language {
  return (Object.keys(EXAMPLES).find((language) => language === asked) as Language | undefined) ?? 'en-us'
}

function examplesOf(bundle: object): Example[] {
  return operations(bundle).flatMap(({ responses }) =>
    Object.entries(responses).flatMap(([status, { content, headers }]) =>
      Object.values(content).flatMap(({ examples }) =>
        Object.entries(examples).map(([name, { value }]) => ({
          name,
          status: Number(status),
          value,
          headers: Object.keys(headers),
        })),
      ),
    ),
  )
}
