import { readFile } from 'node:fs/promises'
import { type Operation, operations } from '@rds-tasklist/spec/reader'
import type { Rolldown } from 'tsdown'

/** What the mock in the page makes its tasks of, and its answer to who has no credentials. */
const KEPT_EXAMPLES = ['sample-response', 'running', 'failed', 'credentials-missing']

/** Bundles of the document become what the API Explorer reads of them: its rules and a few examples, a tenth of the whole. */
export const reducedDocument: Rolldown.Plugin = {
  name: 'reduced-document',
  async load(id) {
    if (!/spec\/dist\/openapi[^/]*\.json$/.test(id)) return null
    return { code: JSON.stringify(reduceDocument(JSON.parse(await readFile(id, 'utf8')))), moduleType: 'json' }
  },
}

/** A document that `operations` and the request rules read like the whole one. */
export function reduceDocument(document: { 'x-request-rules': { errorCode: string } }): object {
  return {
    'x-request-rules': { errorCode: document['x-request-rules'].errorCode },
    paths: Object.fromEntries(
      operations(document).map((operation) => [
        operation.path,
        { [operation.method.toLowerCase()]: reduce(operation) },
      ]),
    ),
  }
}

function reduce({ operationId, parameters, constraints, responses }: Operation): object {
  return {
    operationId,
    parameters: parameters.map(({ name, in: place, schema, 'x-rule-messages': messages }) => {
      const { type, format, minimum, maximum, enum: values, pattern, default: preset } = schema
      const rules = { type, format, minimum, maximum, enum: values, pattern, default: preset }
      return { name, in: place, schema: rules, 'x-rule-messages': messages }
    }),
    'x-query-constraints': constraints,
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, { content }]) => [status, { content: examplesOf(content) }]),
    ),
  }
}

function examplesOf(content: Operation['responses'][string]['content']): object {
  return Object.fromEntries(
    Object.entries(content).map(([type, { examples }]) => {
      const kept = Object.entries(examples).filter(([name]) => KEPT_EXAMPLES.includes(name))
      const values = kept.map(([name, { value }]) => [name, { value }])
      return [type, { examples: Object.fromEntries(values) }]
    }),
  )
}
