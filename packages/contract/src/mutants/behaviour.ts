import { randomBytes } from 'node:crypto'
import type { TaskList } from '@rds-tasklist/client'
import { type Verification, verify } from '@rds-tasklist/signature'
import { judgeQuery, type Verdict } from '../judge/query.ts'
import { listOf } from '../model/list.ts'
import type { Task } from '../model/task.ts'
import { errorExample, INVALID_CODE, inChinese, type Language, listOperation, ruleMessage } from '../rules/document.ts'
import { KNOWN } from './known.ts'

export type Request = { method: string; path: string; rawQuery: string; headers: Record<string, string | undefined> }
export type Response = { status: number; headers: Record<string, string>; body: string }

/** Who asks: the projects that they may see, or the example of the error that they get. */
export type Caller = { projects: string[] } | { refused: string }

/** What a server does, in parts that a mutant can replace one by one. */
export type Behaviour = {
  respond(self: Behaviour, request: Request): Promise<Response>
  callerOf(self: Behaviour, request: Request): Promise<Caller>
  tokenOf(token: string): Caller
  verify(request: Request): Promise<Verification>
  judge(rawQuery: string): Verdict
  tasksOf(project: string): Task[]
  list(tasks: Task[], values: Map<string, string>): TaskList
  languageOf(request: Request): Language
  error(example: string, language: Language): Response
  malformed(): Response
  /** What CONNECT gets, which Node hands over as a bare socket. */
  connect(): Response
  /** The last word on every answer but those of the HTTP parser. */
  finish(response: Response): Response
}

const operation = listOperation()
const PATH = new RegExp(`^${operation.path.replace('{project_id}', '([^/]*)')}$`)
const FORM = new RegExp(operation.parameters.find(({ name }) => name === 'project_id')?.schema.pattern ?? '')

/** The document, done as plainly as can be: on the suite's own judge and model. */
export const CORRECT: Behaviour = {
  async respond(self, request) {
    const language = self.languageOf(request)
    const project = PATH.exec(request.path)?.[1]
    if (project === undefined || !['GET', 'HEAD'].includes(request.method)) return self.error('unknown-path', language)
    const caller = await self.callerOf(self, request)
    if ('refused' in caller) return self.error(caller.refused, language)
    if (!FORM.test(project)) return invalid('project_id', 'pattern', language)
    if (!caller.projects.includes(project)) return self.error('foreign-project', language)
    const { broken, values } = self.judge(request.rawQuery)
    if (broken[0]) return invalid(broken[0].parameter, broken[0].rule, language)
    return json(200, self.list(self.tasksOf(project), values))
  },
  async callerOf(self, request) {
    const { 'x-auth-token': token, authorization } = request.headers
    if (token) return self.tokenOf(token)
    if (!authorization) return { refused: 'credentials-missing' }
    return (await self.verify(request)).ok ? { projects: [KNOWN.projectId] } : { refused: 'signature-mismatch' }
  },
  tokenOf(token) {
    if (token === KNOWN.expiredToken) return { refused: 'token-expired' }
    const project = { [KNOWN.token]: KNOWN.projectId, [KNOWN.foreign.token]: KNOWN.foreign.projectId }[token]
    return project === undefined ? { refused: 'token-invalid' } : { projects: [project] }
  },
  verify: ({ method, path, rawQuery, headers }) =>
    verify(
      { method, url: rawQuery ? `${path}?${rawQuery}` : path, headers },
      { secretOf: (accessKey) => (accessKey === KNOWN.accessKey.accessKey ? KNOWN.accessKey : undefined) },
    ),
  judge: (rawQuery) => judgeQuery(operation, rawQuery),
  tasksOf: (project) => (project === KNOWN.projectId ? KNOWN.tasks : KNOWN.foreign.tasks),
  list: (tasks, values) => listOf(operation, tasks, values),
  languageOf: ({ headers }) => (headers['x-language'] === 'zh-cn' ? 'zh-cn' : 'en-us'),
  error(example, language) {
    const { status, code, message } = errorExample(language === 'zh-cn' ? inChinese(operation) : operation, example)
    const requestId = randomBytes(16).toString('hex')
    const body = { error_code: code, error_msg: message, ...(code.startsWith('APIGW') && { request_id: requestId }) }
    return json(status, body, { 'x-request-id': requestId })
  },
  malformed: () => CORRECT.error('malformed-request', 'en-us'),
  connect: () => CORRECT.error('unknown-path', 'en-us'),
  finish: (response) => response,
}

function invalid(parameter: string, rule: string, language: Language): Response {
  const message = ruleMessage(language === 'zh-cn' ? inChinese(operation) : operation, parameter, rule)
  return json(400, { error_code: INVALID_CODE, error_msg: message })
}

export function json(status: number, body: object, headers: Record<string, string> = {}): Response {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
}
