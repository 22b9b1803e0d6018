import { bodyProblems, headerProblems, statusProblems, typeProblems } from '../judge/response.ts'
import { bodyOf, summary } from '../run/exchange.ts'
import type { Observer } from './check.ts'
import { PATH } from './pointers.ts'

const RESPONSES = { pointer: `${PATH}/get/responses` }

/** Marks of what only the inside of a server should see. */
const INSIDE = /\bat [\w.<>]+ \(|node:internal|\/node_modules\/|\.[tj]s:\d+|\bSELECT .* FROM\b|Traceback|Exception in/

export const observers: Observer[] = [
  {
    name: 'no-server-error',
    sentence: 'No request makes the server fail or leaves it without an answer.',
    rule: { pointer: '/components/responses/ServerError' },
    judge: (exchange) => {
      const { status } = exchange.response
      return (status >= 500 || status === 0) && exchange.asked !== status ? [summary(exchange)] : []
    },
  },
  {
    name: 'documented-status',
    sentence: 'Every status is one that the document lists.',
    rule: RESPONSES,
    judge: ({ response }, { operation }) => (response.status === 0 ? [] : statusProblems(operation, response)),
  },
  {
    name: 'content-type',
    sentence: 'Every content type is the documented one, also of errors that the HTTP parser finds.',
    rule: RESPONSES,
    judge: ({ response }, { operation }) => typeProblems(operation, response),
  },
  {
    name: 'response-headers',
    sentence: 'Every required header is there and has its form.',
    rule: { pointer: '/components/headers' },
    judge: ({ response }, { operation }) => headerProblems(operation, response),
  },
  {
    name: 'response-schema',
    sentence: 'Every body, of every status, is valid and has no member that the document does not name.',
    rule: { pointer: '/components/schemas' },
    judge: ({ request, response }, { operation }) =>
      request.method === 'HEAD' || response.status === 0 ? [] : bodyProblems(operation, response),
  },
  {
    name: 'request-id',
    sentence:
      'No two answers share a request ID, and the body of what the gateway answers by itself has that of the header.',
    rule: { pointer: '/components/headers/RequestId' },
    judge: (exchange, { requestIds }) => {
      const id = exchange.response.headers['x-request-id']
      const { request_id, error_code } = bodyOf(exchange) as { request_id?: string; error_code?: string }
      const isMissing = request_id === undefined && error_code?.startsWith('APIGW')
      // A named example keeps the ID that it was written with.
      if (id === undefined || exchange.asked !== undefined) return []
      const isRepeated = requestIds.has(id)
      requestIds.add(id)
      return [
        ...(isRepeated ? [`the request ID ${id} was given before`] : []),
        ...(isMissing ? [`the body of ${error_code} has no request_id`] : []),
        ...(request_id !== undefined && request_id !== id ? [`the body has ${request_id}, the header ${id}`] : []),
      ]
    },
  },
  {
    name: 'nothing-leaks',
    sentence: 'No answer holds a stack trace, a statement or the credentials of the request.',
    rule: { pointer: '/components/schemas/ErrorBody' },
    judge: ({ request, response }) => {
      const text = `${JSON.stringify(response.headers)} ${response.body}`
      const secret = request.headers['x-auth-token']
      return [
        ...(INSIDE.test(text) ? ['the answer shows the inside of the server'] : []),
        ...(secret && secret.length > 6 && text.includes(secret) ? ['the answer repeats the token'] : []),
      ]
    },
  },
]
