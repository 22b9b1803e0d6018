import { operations, sampleRequest } from '@rds-tasklist/spec/reader'
import type { FieldValue } from '../samples/call.ts'
import { samples } from '../samples/samples.ts'
import { findOperation, need, type OpenApiDocument } from './openapi.ts'

type Server = { url: string; variables?: Record<string, { default: string }> }

/**
 * Adds the samples of the original request to the copy of the document that Redoc gets, and below the description `note`,
 * which says what was tried.
 */
export function addCodeSamples(document: OpenApiDocument & { servers?: Server[] }, note: string): void {
  for (const operation of operations(document)) {
    const { projectId, query } = sampleRequest(operation)
    const { url, variables = {} } = need(document.servers?.[0], 'server')
    const values = [
      ...operation.parameters
        .filter(({ in: place }) => place === 'path')
        .map(({ name }) => field('path', name, projectId)),
      ...Object.entries(query).map(([name, value]) => field('query', name, String(value))),
    ]
    const endpoint = url.replace(/\{(\w+)\}/g, (_, name) => need(variables[name]?.default, `variable ${name}`))
    const region = variables.region?.default
    const target = findOperation(document, operation.operationId).operation
    target.description = `${target.description.trimEnd()}\n\n${note}\n`
    const list = samples(operation, { endpoint, region, values, authentication: 'token' })
    Object.assign(target, { 'x-codeSamples': list })
  }
}

function field(place: string, name: string, value: string): FieldValue {
  return { in: place, name, value }
}
