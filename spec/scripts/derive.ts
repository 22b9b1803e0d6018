import { errorExamples } from './derive-errors.ts'
import { isObject, type JsonObject, objectAt, resolve } from './json.ts'
import { parameters } from './operations.ts'
import { keywordRules, parameterRules } from './rules.ts'
import { sentences } from './sentences.ts'

const ERROR_CODES = '<!-- derived: error-codes -->'
const SAMPLE_REQUEST = '<!-- derived: sample-request -->'
const SAMPLE = 'sample-request'

/** The document with all that follows from its own keywords: the sentences about rules, messages, error examples, the table
 * of error codes. Works the same in every language, because the texts come from the document. */
export function derive(source: JsonObject): JsonObject {
  const document = structuredClone(source)
  describeParameters(document)
  describeProperties(document)
  errorExamples(document)
  fillSampleRequests(document)
  const info = objectAt(document, ['info'])
  info.description = String(info.description).replace(ERROR_CODES, () => errorCodeRows(document))
  return document
}

/** Shows the sample request whole: the examples of the parameters hold its parts. */
function fillSampleRequests(document: JsonObject): void {
  for (const [route, item] of Object.entries(objectAt(document, ['paths']))) {
    for (const [method, operation] of Object.entries(isObject(item) ? item : {})) {
      if (!isObject(operation)) continue
      const request = `    ${method.toUpperCase()} https://{Endpoint}${sampleTarget(route, operation)}`
      operation.description = String(operation.description).replace(SAMPLE_REQUEST, () => request)
    }
  }
}

function sampleTarget(route: string, operation: JsonObject): string {
  const values = parameters(operation).flatMap((parameter) => {
    const { value } = objectAt(parameter, ['examples', SAMPLE])
    return value === undefined ? [] : [{ name: String(parameter.name), place: parameter.in, value: String(value) }]
  })
  const path = values.reduce((at, { name, value }) => at.replace(`{${name}}`, value), route)
  const query = values.filter(({ place }) => place === 'query').map(({ name, value }) => `${name}=${value}`)
  return `${path}?${query.join('&')}`
}

function describeParameters(document: JsonObject): void {
  const { description, message } = sentences(document)
  for (const { parameter, schema, described, checked } of parameterRules(document)) {
    append(parameter, description(described, schema))
    const messages = checked.map((rule) => [rule.name, message(String(parameter.name), rule)])
    if (messages.length > 0) parameter['x-rule-messages'] = Object.fromEntries(messages)
  }
}

function describeProperties(document: JsonObject): void {
  const { description } = sentences(document)
  for (const schema of Object.values(objectAt(document, ['components', 'schemas'])).filter(isObject)) {
    for (const property of Object.values(objectAt(schema, ['properties'])).filter(isObject)) {
      const resolved = resolve(document, property)
      append(property, description(keywordRules(resolved), resolved))
    }
  }
}

function append(node: JsonObject, text: string): void {
  if (text) node.description = `${String(node.description).trimEnd()}\n\n${text}`
}

function errorCodeRows(document: JsonObject): string {
  const { retry } = sentences(document)
  return Object.entries(objectAt(document, ['x-error-codes']))
    .map(([code, entry]) => {
      const { statuses, message, meaning, action, retry: again } = entry as JsonObject
      const cells = [
        `\`${code}\``,
        (statuses as number[]).join(', '),
        `*${message}* ${meaning}`,
        retry(Boolean(again)),
        action,
      ]
      return `| ${cells.join(' | ')} |`
    })
    .join('\n')
}
