import { judgeQuery } from '../judge/query.ts'
import { createdOf } from '../model/task.ts'
import { listOperation } from '../rules/document.ts'
import { CORRECT, json } from './behaviour.ts'
import {
  answering,
  asking,
  defaultLimit,
  finishing,
  forgiving,
  type Mutant,
  mutant,
  pagesOf,
  shifted,
  withoutHeader,
  withTasks,
} from './change.ts'
import { KNOWN } from './known.ts'

let turn = 0

export const mutants: Mutant[] = [
  mutant('limit is off by one', 'page-size', shifted('limit', 1)),
  mutant('offset is off by one', 'order-and-ties', shifted('offset', 1)),
  mutant(
    'offset counts pages',
    'order-and-ties',
    asking((values) => values.set('offset', String(Number(values.get('offset') ?? 0) * defaultLimit(values)))),
  ),
  mutant(
    'the default limit is another',
    'page-size',
    asking((values) => (values.has('limit') ? values : values.set('limit', '20'))),
  ),
  mutant('the end of a window is exclusive', 'window-boundaries', shifted('end_time', -1)),
  mutant('the start of a window is exclusive', 'window-boundaries', shifted('start_time', 1)),
  mutant('a window compares end_time', 'window-boundaries', {
    list: (tasks, values) =>
      CORRECT.list(
        values.has('end_time') ? tasks.map((task) => ({ ...task, create_time: task.end_time })) : tasks,
        values,
      ),
  }),
  mutant('the tenant filter is lost with another filter', 'tenant-isolation', {
    list: (tasks, values) => CORRECT.list(values.has('name') ? [...tasks, ...KNOWN.foreign.tasks] : tasks, values),
  }),
  mutant('any token may see any project', 'foreign-project-refused', {
    tokenOf: (token) => {
      const caller = CORRECT.tokenOf(token)
      return 'projects' in caller ? { projects: [KNOWN.projectId, KNOWN.foreign.projectId] } : caller
    },
  }),
  mutant(
    'total_count is that of the page',
    'total-count',
    answering(({ tasks }) => ({ total_count: tasks.length })),
  ),
  mutant(
    'total_count ignores the filters',
    'total-count',
    answering((_, tasks) => ({ total_count: tasks.length })),
  ),
  mutant(
    'actions are those of the page',
    'actions',
    answering(({ tasks }) => ({ actions: [...new Set(tasks.map(({ name }) => name))].sort() })),
  ),
  mutant(
    'actions are not sorted',
    'actions',
    answering(({ actions }) => ({ actions: actions.toReversed() })),
  ),
  mutant(
    'an action is listed twice',
    'actions',
    answering(({ actions }) => ({ actions: [...actions, ...actions.slice(0, 1)] })),
  ),
  mutant('ties come in another order each time', 'idempotent', {
    list(tasks, values) {
      turn += 1
      const page = CORRECT.list(tasks, values)
      return turn % 2
        ? page
        : {
            ...page,
            tasks: page.tasks.toSorted(
              (one, other) => createdOf(other) - createdOf(one) || (one.id < other.id ? 1 : -1),
            ),
          }
    },
  }),
  mutant(
    'oldest come first',
    'order-and-ties',
    answering(({ tasks }) => ({ tasks: tasks.toReversed() })),
  ),
  mutant('times are compared as text', 'order-and-ties', {
    list(tasks, values) {
      const whole = CORRECT.list(tasks, new Map([...values, ['offset', '0'], ['limit', '1000']]))
      const sorted = whole.tasks.toSorted((one, other) => (one.create_time < other.create_time ? 1 : -1))
      const offset = Number(values.get('offset') ?? 0)
      return { ...whole, tasks: sorted.slice(offset, offset + defaultLimit(values)) }
    },
  }),
  mutant(
    'each page repeats the last task of the one before',
    'pages-partition-the-list',
    asking((values) => (pagesOf(values) > 0 ? values.set('offset', String(Number(values.get('offset')) - 1)) : values)),
  ),
  mutant('names match in any case', 'filters-sound-and-complete', {
    list(tasks, values) {
      const name = values.get('name')
      if (name === undefined) return CORRECT.list(tasks, values)
      const alike = tasks.filter((task) => task.name.toLowerCase() === name.toLowerCase())
      return CORRECT.list(alike, new Map([...values].filter(([key]) => key !== 'name')))
    },
  }),
  mutant(
    'a filter by order_id is ignored',
    'filters-sound-and-complete',
    asking((values) => new Map([...values].filter(([name]) => name !== 'order_id'))),
  ),
  mutant(
    'a task loses its order_id',
    'filters-sound-and-complete',
    withTasks(({ order_id }) => (order_id === undefined ? {} : { order_id: undefined })),
  ),
  mutant('404 past the end', 'past-the-end', {
    async respond(self, request) {
      const response = await CORRECT.respond(self, request)
      const isEmpty =
        response.status === 200 &&
        JSON.parse(response.body).tasks.length === 0 &&
        request.rawQuery.startsWith('offset=')
      return isEmpty ? self.error('unknown-path', 'en-us') : response
    },
  }),
  mutant('a wrong signature is accepted', 'wrong-signature', {
    async verify(request) {
      const answer = await CORRECT.verify(request)
      return !answer.ok && answer.reason === 'signature-mismatch'
        ? { ok: true, accessKey: answer.accessKey, signedHeaders: [] }
        : answer
    },
  }),
  mutant('a stale date is accepted', 'stale-signature', {
    async verify(request) {
      const answer = await CORRECT.verify(request)
      return !answer.ok && answer.reason === 'stale-date'
        ? { ok: true, accessKey: answer.accessKey, signedHeaders: [] }
        : answer
    },
  }),
  mutant('signatures are not understood', 'signature-accepted', {
    verify: async () => ({ ok: false, reason: 'malformed-authorization' }),
  }),
  mutant('any token is accepted', 'wrong-token', { tokenOf: () => ({ projects: [KNOWN.projectId] }) }),
  mutant('tokens match in any case', 'wrong-token', {
    tokenOf: (token) => CORRECT.tokenOf(token.toLowerCase() === KNOWN.token.toLowerCase() ? KNOWN.token : token),
  }),
  mutant('an expired token is accepted', 'expired-token', {
    tokenOf: (token) => (token === KNOWN.expiredToken ? { projects: [KNOWN.projectId] } : CORRECT.tokenOf(token)),
  }),
  mutant('no credentials are needed', 'missing-credentials', {
    callerOf: async (self, request) => {
      const caller = await CORRECT.callerOf(self, request)
      return 'refused' in caller && caller.refused === 'credentials-missing' ? { projects: [KNOWN.projectId] } : caller
    },
  }),
  mutant('the query is judged before the credentials', 'order-of-checks', {
    async respond(self, request) {
      const response = await CORRECT.respond(self, request)
      const isWrong = response.status === 401 && self.judge(request.rawQuery).broken.length > 0
      return isWrong ? json(400, { error_code: 'DBS.280001', error_msg: 'Parameter error.' }) : response
    },
  }),
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
    'process of a running task is empty',
    'process-and-times',
    withTasks(() => ({ process: '' })),
  ),
  mutant(
    'a time of no calendar',
    'process-and-times',
    withTasks(({ end_time }) => ({ end_time: end_time.replace(/-\d\d-\d\dT/, '-02-30T') })),
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
  mutant('repeated names take the last value', 'negative-data-rejected', forgiving('limit', 'repeatedName')),
  mutant('a maximum is not checked', 'negative-data-rejected', forgiving('limit', 'maximum')),
  mutant('hexadecimal numbers are taken', 'negative-data-rejected', forgiving('offset', 'integerLexeme')),
  mutant(
    'the message names no parameter',
    'negative-data-rejected',
    finishing(400, (response) => ({
      ...response,
      body: response.body.replace(/Parameter error: .*?"/, 'Parameter error."'),
    })),
  ),
  mutant('names of parameters match in any case', 'unknown-names-ignored', {
    judge: (rawQuery) => CORRECT.judge(rawQuery.replace(/LIMIT|Limit/g, 'limit')),
  }),
  mutant('an empty value is an error', 'empty-is-absent', {
    judge(rawQuery) {
      const verdict = CORRECT.judge(rawQuery)
      return /(^|&)limit=(&|$)/.test(rawQuery)
        ? { ...verdict, broken: [{ parameter: 'limit', rule: 'integerLexeme' }] }
        : verdict
    },
  }),
  mutant('names are not decoded', 'encoded-names', {
    judge: (rawQuery) =>
      judgeQuery(
        listOperation(),
        rawQuery
          .split('&')
          .filter((piece) => !/%.*=/.test(piece))
          .join('&'),
      ),
  }),
  mutant('plus is a plus', 'encoded-names', {
    judge(rawQuery) {
      const { values, broken } = CORRECT.judge(rawQuery)
      return { values, broken: rawQuery.includes('+') ? [{ parameter: 'name', rule: 'encoding' }] : broken }
    },
  }),
  mutant('any repeated name is taken', 'mutated-queries', {
    judge(rawQuery) {
      const { values, broken } = CORRECT.judge(rawQuery)
      return { values, broken: broken.filter(({ rule }) => rule !== 'repeatedName') }
    },
  }),
  mutant('a filter that matches nothing gets 404', 'positive-data-accepted', {
    async respond(self, request) {
      const response = await CORRECT.respond(self, request)
      const isEmpty = response.status === 200 && JSON.parse(response.body).total_count === 0
      return isEmpty ? self.error('unknown-path', 'en-us') : response
    },
  }),
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
]
