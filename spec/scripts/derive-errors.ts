import { isObject, type JsonObject, objectAt, textAt, walk } from './json.ts'
import { SpecProblems } from './problems.ts'
import { parameterRules } from './rules.ts'
import { fill } from './sentences.ts'

/** Only what the gateway answers itself carries the request ID in its body. */
const GATEWAY = 'APIGW.'

/** Gives every example that names an error (`x-error`) the body of that error. */
export function errorExamples(document: JsonObject): void {
  const requestId = textAt(document, ['components', 'schemas', 'RequestId', 'examples', 0])
  walk(objectAt(document, ['components', 'responses']), (example) => {
    const error = example['x-error']
    if (!isObject(error)) return
    const code = String(error.code ?? objectAt(document, ['x-request-rules']).errorCode)
    const body: JsonObject = { error_code: code, error_msg: errorMessage(document, code, error) }
    example.value = code.startsWith(GATEWAY) ? { ...body, request_id: requestId } : body
    delete example['x-error']
  })
}

function errorMessage(document: JsonObject, code: string, error: JsonObject): string {
  if (error.parameter !== undefined) return ruleMessage(document, String(error.parameter), String(error.rule))
  const message = textAt(document, ['x-error-codes', code, 'message'])
  return fill(message, objectAt(error, ['values']) as Record<string, string>)
}

function ruleMessage(document: JsonObject, parameter: string, rule: string): string {
  const found = parameterRules(document).find((one) => one.parameter.name === parameter)?.parameter
  const message = objectAt(found ?? {}, ['x-rule-messages'])[rule]
  if (typeof message === 'string') return message
  throw new SpecProblems([`x-error: an example names the rule ${rule} of ${parameter}, which has no such rule`])
}
