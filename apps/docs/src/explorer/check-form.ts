import { type Language as MessageLanguage, readProjectId, readQuery } from '@rds-tasklist/query'
import type { Language } from '../languages.ts'
import { callOf, type FieldValue, type SampleOperation } from '../samples/call.ts'

const MESSAGE_LANGUAGES: Record<Language, MessageLanguage> = { en: 'en-us', 'zh-CN': 'zh-cn' }

// These speak of two parameters, so that they say nothing while one of the two is wrong by itself.
const BETWEEN_PARAMETERS = ['dependentRequired', 'ordered']

/** The message that the service gives for each field that breaks a rule, by the parameter's name. */
export function formProblems(
  operation: SampleOperation,
  values: FieldValue[],
  language: Language,
): Map<string, string> {
  const problems = new Map<string, string>()
  for (const { name, value } of values.filter((field) => field.in === 'path')) {
    const project = readProjectId(encodeURIComponent(value))
    if (!project.ok) problems.set(name, project.violation.message[MESSAGE_LANGUAGES[language]])
  }
  let rest = values
  for (;;) {
    const result = readQuery(callOf(operation, { endpoint: '', values: rest, authentication: 'token' }).query)
    if (result.ok) return problems
    const { parameter, rule, message } = result.violation
    if (BETWEEN_PARAMETERS.includes(rule) && rest !== values) return problems
    problems.set(parameter, message[MESSAGE_LANGUAGES[language]])
    rest = rest.filter(({ name }) => name !== parameter)
  }
}
