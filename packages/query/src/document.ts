import english from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import chinese from '@rds-tasklist/spec/openapi.zh-CN.json' with { type: 'json' }
import { type Constraints, type Operation, operations, type Parameter } from '@rds-tasklist/spec/reader'

/** The languages of messages, by the values of `X-Language`. */
export type Language = 'en-us' | 'zh-cn'

/** One message in every language. */
export type Message = Record<Language, string>

const listTasks = { 'en-us': onlyOperation(english), 'zh-cn': onlyOperation(chinese) }

export const parameters: Parameter[] = listTasks['en-us'].parameters
export const constraints: Constraints = listTasks['en-us'].constraints

/** The code of a request that breaks a rule. */
export const errorCode: string = english['x-request-rules'].errorCode

/** What the document says to who breaks `rule` of `parameter`. */
export function ruleMessage(parameter: string, rule: string): Message {
  return { 'en-us': text('en-us', parameter, rule), 'zh-cn': text('zh-cn', parameter, rule) }
}

function text(language: Language, parameter: string, rule: string): string {
  const found = listTasks[language].parameters.find(({ name }) => name === parameter)?.['x-rule-messages']?.[rule]
  if (found === undefined) throw new Error(`the document has no message for the rule ${rule} of ${parameter}`)
  return found
}

function onlyOperation(bundle: object): Operation {
  const found = operations(bundle)
  const [operation, ...more] = found
  if (operation && more.length === 0) return operation
  const names = found.map(({ operationId }) => operationId).join(', ')
  throw new Error(`queries are judged for exactly one operation; the document has: ${names || 'none'}`)
}
