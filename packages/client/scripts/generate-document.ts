import {
  listTasks,
  need,
  type OpenApiDocument,
  type ParameterObject,
  refName,
  resolve,
  type SchemaObject,
} from './document.ts'
import { header } from './generated-header.ts'

/** The text of `src/document.gen.ts`: the values of the document that types cannot carry. */
export function generateDocument(document: OpenApiDocument): string {
  return [
    header('The values of the document.'),
    ...addressConstants(document),
    ...queryConstants(document),
    ...formatConstants(document),
    ...responseConstants(document),
  ].join('\n')
}

function addressConstants(document: OpenApiDocument): string[] {
  const { path } = listTasks(document)
  return [
    constant('tasklistPath', 'The path of the operation, with its placeholder.', path),
    constant('headerNames', 'The names of the headers that the client sends and reads.', headerNames(document)),
    constant('servers', 'The servers of the document: an address, and the regions that go into it.', servers(document)),
  ]
}

function queryConstants(document: OpenApiDocument): string[] {
  const dependentRequired = need(
    queryConstraints(document).dependentRequired,
    'dependentRequired in x-query-constraints',
  )
  return [
    constant(
      'queryParameters',
      'The query parameters: their kind, and the keywords that limit their values.',
      Object.fromEntries(
        listTasks(document)
          .operation.parameters.filter((parameter) => parameter.in === 'query')
          .map((parameter) => [parameter.name, queryParameter(document, parameter)]),
      ),
    ),
    constant(
      'dependentRequired',
      'A query parameter, and those that must have a value when it has one.',
      dependentRequired,
    ),
    dependentRequiredType(dependentRequired),
    constant(
      'ordered',
      'Pairs of query parameters: the first must not be later than the second.',
      need(queryConstraints(document).ordered, 'ordered in x-query-constraints'),
    ),
    constant(
      'integerPattern',
      'The form of a whole number on the wire.',
      need(queryConstraints(document).integerLexeme, 'integerLexeme in x-query-constraints'),
    ),
    constant(
      'epochMillisecondsPattern',
      'The form of a time on the wire.',
      need(document.components.schemas.EpochMilliseconds?.pattern, 'pattern for EpochMilliseconds'),
    ),
    constant('requestRules', 'The words of each rule; braces stand for its values.', requestRules(document)),
    constant(
      'violationCode',
      'The error code of a request that breaks a rule.',
      need(document['x-request-rules']?.errorCode, 'errorCode in x-request-rules'),
    ),
  ]
}

function formatConstants(document: OpenApiDocument): string[] {
  const { ProjectId, Timestamp, Task } = document.components.schemas
  return [
    constant('projectIdFormat', 'The form of a project ID.', format(document, 'ProjectId', ProjectId)),
    constant('timestampFormat', 'The form of a time in a response.', format(document, 'Timestamp', Timestamp)),
    constant(
      'processFormat',
      'The form of the progress of a task.',
      format(document, 'Task.process', Task?.properties?.process),
    ),
  ]
}

function responseConstants(document: OpenApiDocument): string[] {
  return [
    constant('pageMembers', 'The members that every page has, and their JSON types.', pageMembers(document)),
    errorCodeType(document),
    constant(
      'errorStatuses',
      'The statuses of errors that the document lists.',
      Object.keys(listTasks(document).operation.responses)
        .map(Number)
        .filter((status) => status >= 400),
    ),
  ]
}

function constant(name: string, comment: string, value: unknown): string {
  return `/** ${comment} */\nexport const ${name} = ${JSON.stringify(value, null, 2)} as const\n`
}

/** One `{ start_time?: undefined } | { start_time: {}; end_time: {} }` for each parameter that has dependents. */
function dependentRequiredType(dependentRequired: Record<string, string[]>): string {
  const rules = Object.entries(dependentRequired).map(([name, dependents]) => {
    const given = [name, ...dependents].map((one) => `"${one}": {}`)
    return `({ "${name}"?: undefined } | { ${given.join('; ')} })`
  })
  const comment = 'The same as a type, to be added to that of a query. `{}` is any value but `undefined` and `null`.'
  return `/** ${comment} */\nexport type DependentRequired = ${rules.join(' & ') || 'unknown'}\n`
}

function headerNames(document: OpenApiDocument) {
  const { operation } = listTasks(document)
  const ok = resolve(document.components.responses, need(operation.responses['200'], 'response 200').$ref)
  const requestId = Object.entries(ok.headers).find(([, { $ref }]) => refName($ref) === 'RequestId')
  const language = operation.parameters.find((parameter) => parameter.in === 'header')
  return {
    token: need(document.components.securitySchemes.Token, 'security scheme Token').name,
    language: need(language, 'header parameter for the language').name,
    requestId: need(requestId, 'header RequestId on response 200')[0],
  }
}

function servers(document: OpenApiDocument): { url: string; regions: string[] }[] {
  return document.servers.map(({ url, variables }) => ({
    url,
    regions: need(variables?.region, `variable region for the server ${url}`).enum,
  }))
}

function queryParameter(document: OpenApiDocument, { name, schema: { $ref, ...inline } }: ParameterObject) {
  const schema: SchemaObject = $ref === undefined ? inline : resolve(document.components.schemas, $ref)
  if ($ref !== undefined && refName($ref) === 'EpochMilliseconds') return { kind: 'epochMilliseconds' }
  const { type, minimum, maximum, format, enum: values } = schema
  if (type !== 'string' && type !== 'integer') {
    throw new Error(`The client has no way to send ${name}: its type is ${type}.`)
  }
  return { kind: type, minimum, maximum, format, enum: values }
}

/** The sentence around a rule, and the rules that the client checks. */
function requestRules(document: OpenApiDocument): Record<string, string> {
  const names = ['integerLexeme', 'minimum', 'maximum', 'int32', 'enum', 'dependentRequired', 'ordered']
  const { title, pattern } = document.components.schemas.EpochMilliseconds ?? {}
  return {
    message: need(document['x-request-rules']?.sentences?.message, 'sentence for a message in x-request-rules'),
    ...Object.fromEntries(names.map((name) => [name, ruleText(document, name)])),
    epochMilliseconds: format(document, 'EpochMilliseconds', { title, pattern } as SchemaObject).rule,
  }
}

function queryConstraints(document: OpenApiDocument) {
  return need(listTasks(document).operation['x-query-constraints'], 'x-query-constraints on ListTasks')
}

function format(document: OpenApiDocument, place: string, schema: SchemaObject | undefined) {
  const pattern = need(schema?.pattern, `pattern for ${place}`)
  const title = need(schema?.title, `title beside the pattern of ${place}`)
  const rule = ruleText(document, 'pattern')
    .replace('{pattern}', () => pattern)
    .replace('{title}', () => title)
  return { pattern, rule }
}

function ruleText(document: OpenApiDocument, name: string): string {
  return need(document['x-request-rules']?.rules[name], `text for the rule ${name} in x-request-rules`)
}

function pageMembers(document: OpenApiDocument): Record<string, string> {
  const page = document.components.schemas.TaskList
  const required = need(page?.required, 'list of required members in TaskList')
  return Object.fromEntries(
    required.map((name) => [name, need(page?.properties?.[name]?.type, `type of TaskList.${name}`)]),
  )
}

function errorCodeType(document: OpenApiDocument): string {
  const codes = Object.keys(need(document['x-error-codes'], 'x-error-codes'))
  const comment = 'An error code that the document lists. `explain` says what each means.'
  return `/** ${comment} */\nexport type ErrorCode = ${codes.map((code) => JSON.stringify(code)).join(' | ')}\n`
}

/** The text of a catalogue of error codes, in the language of the document. */
export function generateErrorCodes(document: OpenApiDocument): string {
  const texts = Object.entries(need(document['x-error-codes'], 'x-error-codes')).map(([code, entry]) => {
    const { meaning, retry, action } = entry
    return [
      code,
      {
        meaning: need(meaning, `meaning for the error code ${code}`),
        retry: need(retry, `retry for the error code ${code}`),
        action: need(action, `action for the error code ${code}`),
      },
    ]
  })
  const comment = 'What each error code means, whether a repeated request can succeed, and what to do.'
  return [header('The error codes of the document.'), constant('errorCodes', comment, Object.fromEntries(texts))].join(
    '\n',
  )
}
