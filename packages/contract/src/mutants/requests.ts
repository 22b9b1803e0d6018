import { CORRECT, json } from './behaviour.ts'
import { type Mutant, mutant } from './change.ts'

/** Faults of paths, methods, languages and HTTP. */
export const requests: Mutant[] = [
  mutant('project IDs in capitals are taken', 'project-id-form', {
    respond: (self, { path, ...request }) =>
      CORRECT.respond(self, { ...request, path: path.replace(/[0-9A-F]{32}/, (id) => id.toLowerCase()) }),
  }),
  mutant('messages are English only', 'message-language', { languageOf: () => 'en-us' }),
  mutant('a slash at the end is forgiven', 'unknown-path', {
    respond: (self, request) => CORRECT.respond(self, { ...request, path: request.path.replace(/\/$/, '') }),
  }),
  mutant('POST is taken for GET', 'unsupported-method', {
    respond: (self, request) =>
      CORRECT.respond(self, { ...request, method: request.method === 'POST' ? 'GET' : request.method }),
  }),
  mutant('HEAD is not known', 'head-like-get', {
    respond: async (self, request) =>
      request.method === 'HEAD' ? self.error('unknown-path', 'en-us') : CORRECT.respond(self, request),
  }),
  mutant('broken HTTP gets an answer of its own', 'malformed-http', {
    malformed: () => ({ status: 400, headers: { 'content-type': 'text/plain' }, body: 'Bad Request' }),
  }),
  mutant('CONNECT gets 400', 'unusual-http', { connect: CORRECT.malformed }),
  mutant('a long query is too long', 'long-query', {
    respond: async (self, request) =>
      request.rawQuery.length > 8192
        ? json(414, { error_code: 'APIGW.0201', error_msg: 'x' })
        : CORRECT.respond(self, request),
  }),
  mutant('messages of the gateway are English only', 'message-language', {
    error: (example) => CORRECT.error(example, 'en-us'),
  }),
]
