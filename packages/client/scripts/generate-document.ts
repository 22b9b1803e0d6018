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
    constant('regionEndpoints', 'The endpoint of each region, from the servers of the document.', endpoints(document)),
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
      'The query parameters: their kind, limits and default, and the rule that every value on the wire keeps.',
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
      'dependentRequiredRule',
      'The words of that rule; the braces stand for the missing names.',
      ruleText(document, 'dependentRequired'),
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
    constant(
      'errorCodes',
      'The error codes that the document lists, and whether a repeated request can succeed.',
      codes(document),
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

function endpoints(document: OpenApiDocument): Record<string, string> {
  return Object.fromEntries(
    document.servers.flatMap(({ url, variables }) => {
      const { enum: regions } = need(variables?.region, `variable region for the server ${url}`)
      return regions.map((region) => [region, url.replace('{region}', region)])
    }),
  )
}

function queryParameter(document: OpenApiDocument, { name, schema: { $ref, ...inline } }: ParameterObject) {
  const schema: SchemaObject = $ref === undefined ? inline : resolve(document.components.schemas, $ref)
  if ($ref !== undefined && refName($ref) === 'EpochMilliseconds') {
    return { kind: 'epochMilliseconds', ...format(document, name, schema) }
  }
  const { type, minimum, maximum, default: initial } = schema
  const limits = { minimum, maximum, default: initial }
  if (type === 'string') return { kind: 'string', ...limits }
  if (type !== 'integer') throw new Error(`The client has no way to send ${name}: its type is ${type}.`)
  const pattern = need(queryConstraints(document).integerLexeme, 'integerLexeme in x-query-constraints')
  return { kind: 'integer', pattern, rule: ruleText(document, 'integerLexeme'), ...limits }
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

function codes(document: OpenApiDocument): Record<string, { retry: boolean }> {
  return Object.fromEntries(
    Object.entries(need(document['x-error-codes'], 'x-error-codes')).map(([code, { retry }]) => [
      code,
      { retry: need(retry, `retry for the error code ${code}`) },
    ]),
  )
}
