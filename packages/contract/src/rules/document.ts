import chinese from '@rds-tasklist/spec/openapi.zh-CN.json' with { type: 'json' }
import { type Operation, operations as read } from '@rds-tasklist/spec/reader'
import { bundle, operations } from '../bundle.ts'

/** The languages of messages, by the values of `X-Language`. */
export type Language = 'en-us' | 'zh-cn'

/** A rule of the document: a JSON pointer to it, or the question that its table *Behaviour* answers. */
export type Rule = { pointer: string } | { behaviour: string }

/** Where a person finds a rule. */
export function linkOf(rule: Rule): string {
  return 'pointer' in rule
    ? `spec/openapi.yaml#${rule.pointer}`
    : `spec/openapi.yaml#/info/description, Behaviour: ${rule.behaviour}`
}

/** The rule that `parameter` of an operation is written in. */
export function parameterOf({ parameters }: Operation, name: string) {
  const found = parameters.find((parameter) => parameter.name === name)
  if (!found) throw new Error(`the document has no parameter ${name}`)
  return found
}

/** What the document says to who breaks `rule` of `parameter`. */
export function ruleMessage(operation: Operation, parameter: string, rule: string): string {
  const message = parameterOf(operation, parameter)['x-rule-messages']?.[rule]
  if (message === undefined) throw new Error(`the document has no message for the rule ${rule} of ${parameter}`)
  return message
}

/** The operation as another language describes it. */
export function inChinese({ operationId }: Operation): Operation {
  const found = read(chinese).find((operation) => operation.operationId === operationId)
  if (!found) throw new Error(`the Chinese document has no operation ${operationId}`)
  return found
}

/** The code of a request that breaks a rule of its parameters. */
export const INVALID_CODE = bundle['x-request-rules'].errorCode

export type ErrorExample = { status: number; code: string; message: string }

/** An error as the document's example of this name shows it. */
export function errorExample({ responses }: Operation, name: string): ErrorExample {
  for (const [status, { content }] of Object.entries(responses)) {
    for (const { examples } of Object.values(content)) {
      const value = examples[name]?.value
      if (value) return { status: Number(status), code: String(value.error_code), message: String(value.error_msg) }
    }
  }
  throw new Error(`the document has no example named ${name}`)
}

/** The one operation that lists tasks: the model knows what it does. */
export function listOperation(): Operation {
  const [operation] = operations
  if (!operation) throw new Error('the document has no operation')
  return operation
}
