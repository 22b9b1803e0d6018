import english from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import chinese from '@rds-tasklist/spec/openapi.zh-CN.json' with { type: 'json' }

/** The languages of messages, by the values of `X-Language`. */
export type Language = 'en-us' | 'zh-cn'

/** One message in every language. */
export type Message = Record<Language, string>

export type Schema = {
  type?: string
  minimum?: number
  maximum?: number
  enum?: string[]
  pattern?: string
  default?: string | number
  $ref?: string
}

export type Parameter = {
  name: string
  in: string
  schema: Schema
  /** From a rule's name to the message of who breaks it, in the order in which the rules are checked. */
  'x-rule-messages'?: Record<string, string>
}

export type Constraints = {
  integerLexeme: string
  dependentRequired: Record<string, string[]>
  ordered: [string, string][]
}

const operation = english.paths['/v3/{project_id}/tasklist'].get

export const parameters = (operation.parameters as Parameter[]).map((parameter) => ({
  ...parameter,
  schema: resolve(parameter.schema),
}))

export const constraints = operation['x-query-constraints'] as unknown as Constraints

export const errorCode = english['x-request-rules'].errorCode

/** What the document says to who breaks `rule` of `parameter`. */
export function ruleMessage(parameter: string, rule: string): Message {
  return { 'en-us': text(operation, parameter, rule), 'zh-cn': text(chineseOperation, parameter, rule) }
}

const chineseOperation = chinese.paths['/v3/{project_id}/tasklist'].get

function text(source: { parameters: object[] }, parameter: string, rule: string): string {
  const found = (source.parameters as Parameter[]).find(({ name }) => name === parameter)?.['x-rule-messages']?.[rule]
  if (found === undefined) throw new Error(`the document has no message for the rule ${rule} of ${parameter}`)
  return found
}

function resolve(schema: Schema): Schema {
  const name = schema.$ref?.replace('#/components/schemas/', '')
  return name === undefined ? schema : ((english.components.schemas as Record<string, Schema>)[name] ?? schema)
}
