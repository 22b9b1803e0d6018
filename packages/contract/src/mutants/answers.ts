import { CORRECT, json } from './behaviour.ts'
import { finishing, type Mutant, mutant, withoutHeader, withTasks } from './change.ts'

/** Faults of any answer, which the observers see. */
export const answers: Mutant[] = [
  mutant(
    'a bad value makes it fail',
    'no-server-error',
    finishing(400, () =>
      CORRECT.finish({
        ...json(500, { error_code: 'DBS.200005', error_msg: 'Server failure.' }),
        headers: { 'content-type': 'application/json', 'x-request-id': crypto.randomUUID().replaceAll('-', '') },
      }),
    ),
  ),
  mutant('405 for another method', 'documented-status', {
    respond: async (self, request) => (request.method === 'POST' ? json(405, {}) : CORRECT.respond(self, request)),
  }),
  mutant(
    'an undeclared member',
    'response-schema',
    withTasks(() => ({ tenant: 'x' })),
  ),
  mutant(
    'times are RFC 3339',
    'response-schema',
    withTasks(({ create_time }) => ({ create_time: create_time.replace(/(\d\d)$/, ':$1') })),
  ),
  mutant(
    'process is a number',
    'response-schema',
    withTasks(({ process }) => ({ process: Number(process) })),
  ),
  mutant(
    'another content type',
    'content-type',
    finishing(400, (response) => ({
      ...response,
      headers: { ...response.headers, 'content-type': 'application/problem+json' },
    })),
  ),
  mutant(
    'no request ID',
    'response-headers',
    finishing(404, (response) => withoutHeader(response, 'x-request-id')),
  ),
  mutant(
    'the same request ID for all',
    'request-id',
    finishing(200, (response) => ({ ...response, headers: { ...response.headers, 'x-request-id': '0'.repeat(32) } })),
  ),
  mutant(
    'a stack leaks',
    'nothing-leaks',
    finishing(400, (response) => ({
      ...response,
      headers: { ...response.headers, 'x-debug': 'Error: bad at readQuery (/app/query.ts:12:3)' },
    })),
  ),
  mutant(
    'the body of the gateway has no request ID',
    'request-id',
    finishing(404, (response) => ({ ...response, body: response.body.replace(/,"request_id":"\w+"/, '') })),
  ),
]
