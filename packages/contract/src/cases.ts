import type { Operation } from '@rds-tasklist/spec/reader'
import fc from 'fast-check'
import { negatives } from './arbitraries/negative.ts'
import { ruleMessage } from './rules/document.ts'
import { requestWith, sampleRequest, withProject } from './valid-request.ts'
import type { WireRequest } from './wire.ts'

/** A request that leads to a documented status. */
export type Case = {
  name: string
  request: WireRequest
  /** The `error_msg` that the document gives for it. */
  message?: string
}

/** The statuses that a request leads to, and which requests those are. */
const TRIGGERED: Record<number, (operation: Operation) => Case[]> = {
  200: (operation) => [
    { name: 'the sample request', request: sampleRequest(operation) },
    { name: 'no filter', request: requestWith(operation, '') },
  ],
  400: (operation) => [
    ...negatives(operation).flatMap(({ parameter, rule, query }) =>
      fc.sample(query, { seed: 1, numRuns: 1 }).map((broken) => ({
        name: `${rule} of ${parameter}`,
        request: requestWith(operation, broken),
        message: ruleMessage(operation, parameter, rule),
      })),
    ),
    {
      name: 'a malformed project ID',
      request: withProject(operation, 'my-project'),
      message: ruleMessage(operation, 'project_id', 'pattern'),
    },
  ],
  401: (operation) => [{ name: 'no credentials', request: { ...sampleRequest(operation), headers: {} } }],
  404: (operation) => [
    { name: 'an unknown path', request: { ...sampleRequest(operation), target: '/v3/unknown' } },
    { name: 'another method', request: { ...sampleRequest(operation), method: 'DELETE' } },
  ],
}

/** The statuses that no request leads to, and why. The mock gives them when `Prefer` asks for them. */
const PREFERRED: Record<number, string> = {
  403: 'the mock has no users, so no project is foreign',
  429: 'the mock does not count requests',
  500: 'no request makes the mock fail',
  503: 'the mock depends on no other service',
}

/** The cases of a status; none if nobody has thought of it yet, which fails the run. */
export function casesOf(operation: Operation, status: number): Case[] {
  const reason = PREFERRED[status]
  if (reason === undefined) return TRIGGERED[status]?.(operation) ?? []
  const sample = sampleRequest(operation)
  return [{ name: reason, request: { ...sample, headers: { ...sample.headers, prefer: `code=${status}` } } }]
}
