import type { Operation } from '@rds-tasklist/spec/reader'
import { describe, expect, test } from 'vitest'
import { bundle, operations } from '../bundle.ts'
import { responseProblems, type WireResponse } from './response.ts'

const [operation] = operations as [Operation]
const page = bundle.components.responses.TaskPage.content['application/json'].examples.running.value
const [task] = page.tasks

function problems(change: Partial<WireResponse>): string[] {
  const headers = { 'content-type': 'application/json', 'x-request-id': '0'.repeat(32) }
  return responseProblems(operation, { status: 200, headers, body: JSON.stringify(page), ...change })
}

function withTask(members: object): string {
  return JSON.stringify({ ...page, tasks: [{ ...task, ...members }] })
}

test('a documented response has no problem', () => {
  expect(problems({})).toEqual([])
  expect(problems({ body: withTask({ status: 'Suspended', instance_status: 'SHUTDOWN' }) })).toEqual([])
})

describe('a response is not the document’s when', () => {
  const headers = { 'content-type': 'application/json', 'x-request-id': '0'.repeat(32) }

  test.each<[string, Partial<WireResponse>, RegExp]>([
    ['its status is not documented', { status: 418 }, /status 418/],
    [
      'its content type is another',
      { headers: { ...headers, 'content-type': 'text/html' } },
      /content type "text\/html"/,
    ],
    [
      'its charset is another',
      { headers: { ...headers, 'content-type': 'application/json; charset=latin1' } },
      /charset .*latin1/,
    ],
    ['it is encoded unasked', { headers: { ...headers, 'content-encoding': 'gzip' } }, /encoding gzip/],
    ['it has no request ID', { headers: { 'content-type': 'application/json' } }, /header X-Request-Id is missing/],
    [
      'its request ID has another form',
      { headers: { ...headers, 'x-request-id': 'a-1' } },
      /header X-Request-Id.*pattern/,
    ],
    ['Retry-After is missing', { status: 429, body: '{"error_code":"APIGW.0308","error_msg":""}' }, /Retry-After/],
    ['it is no JSON', { body: '<html>' }, /no JSON/],
    ['a member is missing', { body: JSON.stringify({ ...page, actions: undefined }) }, /actions/],
    ['a member is not declared', { body: JSON.stringify({ ...page, extra: 1 }) }, /unevaluated/],
    ['a task has an undeclared member', { body: withTask({ extra: 1 }) }, /unevaluated/],
    ['process is a number', { body: withTask({ process: 60 }) }, /process/],
    ['process is beyond its range', { body: withTask({ process: '101' }) }, /process/],
    ['process remains after the end', { body: withTask({ status: 'Completed' }) }, /process/],
    ['a time is RFC 3339', { body: withTask({ create_time: '2025-05-23T10:15:02Z' }) }, /create_time/],
    ['an error has no message', { status: 400, body: '{"error_code":"DBS.280001"}' }, /error_msg/],
  ])('%s', (_, change, message) => {
    expect(problems(change).join('\n')).toMatch(message)
  })
})
