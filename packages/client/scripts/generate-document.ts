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
  const { path, operation } = listTasks(document)
  const { schemas } = document.components
  const constants = [
    constant('tasklistPath', 'The path of the operation, with its placeholder.', path),
    constant('headerNames', 'The names of the headers that the client sends and reads.', headerNames(document)),
    constant('regionEndpoints', 'The endpoint of each region, from the servers of the document.', endpoints(document)),
    constant(
      'queryParameters',
      'The query parameters: their kind, limits and default, and the rule that every value on the wire keeps.',
      Object.fromEntries(
        operation.parameters
          .filter((parameter) => parameter.in === 'query')
          .map((parameter) => [parameter.name, queryParameter(document, parameter)]),
      ),
    ),
    constant(
      'dependentRequired',
      'A query parameter, and those that must have a value when it has one.',
      operation['x-query-constraints'].dependentRequired,
    ),
    constant(
      'dependentRequiredRule',
      'The words of that rule; the braces stand for the missing names.',
      ruleText(document, 'dependentRequired'),
    ),
    constant('projectIdFormat', 'The form of a project ID.', format(document, schemas.ProjectId)),
    constant('timestampFormat', 'The form of a time in a response.', format(document, schemas.Timestamp)),
    constant(
      'processFormat',
      'The form of the progress of a task.',
      format(document, schemas.Task?.properties?.process),
    ),
    constant('pageMembers', 'The members that every page has, and their JSON types.', pageMembers(document)),
    constant(
      'errorCodes',
      'The error codes that the document lists, and whether a repeated request can succeed.',
      codes(document),
    ),
  ]
  return [header('The values of the document.'), ...constants].join('\n')
}

function constant(name: string, comment: string, value: unknown): string {
  return `/** ${comment} */\nexport const ${name} = ${JSON.stringify(value, null, 2)} as const\n`
}

function headerNames(document: OpenApiDocument) {
  const { operation } = listTasks(document)
  const ok = resolve(document.components.responses, need(operation.responses['200'], 'response 200').$ref)
  const requestId = Object.keys(ok.headers).find((name) => refName(ok.headers[name]?.$ref ?? '') === 'RequestId')
  const language = operation.parameters.find((parameter) => parameter.in === 'header')
  return {
    token: need(document.components.securitySchemes.Token, 'security scheme Token').name,
    language: need(language, 'header parameter for the language').name,
    requestId: need(requestId, 'header RequestId on response 200'),
  }
}

function endpoints(document: OpenApiDocument): Record<string, string> {
  return Object.fromEntries(
    document.servers.flatMap(({ url, variables }) =>
      variables.region.enum.map((region) => [region, url.replace('{region}', region)]),
    ),
  )
}

function queryParameter(document: OpenApiDocument, { schema: written }: ParameterObject) {
  const schema = written.$ref === undefined ? written : resolve(document.components.schemas, written.$ref)
  const { minimum, maximum, default: initial } = schema
  const limits = { minimum, maximum, default: initial }
  if (schema.type === 'integer') {
    const pattern = listTasks(document).operation['x-query-constraints'].integerLexeme
    return { kind: 'integer', pattern, rule: ruleText(document, 'integerLexeme'), ...limits }
  }
  const isTime = refName(written.$ref ?? '') === 'EpochMilliseconds'
  return isTime ? { kind: 'epochMilliseconds', ...format(document, schema) } : { kind: 'string', ...limits }
}

function format(document: OpenApiDocument, schema: SchemaObject | undefined) {
  const pattern = need(schema?.pattern, 'pattern for a format')
  const rule = ruleText(document, 'pattern')
    .replace('{pattern}', () => pattern)
    .replace('{title}', () => need(schema?.title, `title beside the pattern ${pattern}`))
  return { pattern, rule }
}

function ruleText(document: OpenApiDocument, name: string): string {
  return need(document['x-request-rules'].rules[name], `text for the rule ${name} in x-request-rules`)
}

function pageMembers(document: OpenApiDocument): Record<string, string> {
  const { required = [], properties = {} } = need(document.components.schemas.TaskList, 'schema TaskList')
  return Object.fromEntries(required.map((name) => [name, need(properties[name]?.type, `type of TaskList.${name}`)]))
}

function codes(document: OpenApiDocument): Record<string, { retry: boolean }> {
  return Object.fromEntries(Object.entries(document['x-error-codes']).map(([code, { retry }]) => [code, { retry }]))
}
