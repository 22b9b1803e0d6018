import { readProjectId, readQuery, type Violation } from '@rds-tasklist/query'
import { headerNames, tasklistPath } from '../document.gen.ts'
import type { Language, Task } from '../schema.gen.ts'
import { type DocumentedError, documentedError, languageOf } from './document.ts'
import { listOf } from './list.ts'

/** Whom a fake lets in and what it holds. */
export type State = {
  readonly projectId: string | undefined
  readonly token: string | undefined
  readonly tasks: () => readonly Task[]
}

/** A status, its body, and the names of the headers that the document gives it. */
export type Reply = { status: number; body: object | undefined; headers?: string[] }

const PATH = new RegExp(`^${tasklistPath.replace(/\{\w+\}/, '([^/]*)')}$`)
const METHODS = ['GET', 'HEAD']
const VIOLATED = 400

/** What the document says that a request gets. The checks come in its order: path and method, credentials, project, query. */
export function replyTo(request: Request, { projectId, token, tasks }: State): Reply {
  const language = languageOf(request.headers.get(headerNames.language))
  const { pathname, search } = new URL(request.url)
  const segment = PATH.exec(pathname)?.[1]
  if (segment === undefined || !METHODS.includes(request.method)) return refuse('unknown-path', language)
  const refused = refusedCredentials(request.headers, token)
  if (refused !== undefined) return refuse(refused, language)
  const project = readProjectId(segment)
  if (!project.ok) return invalid(project.violation, language)
  if (projectId !== undefined && project.projectId !== projectId) return refuse('foreign-project', language)
  const read = readQuery(search.slice(1))
  return read.ok ? { status: 200, body: listOf(tasks(), read.query) } : invalid(read.violation, language)
}

function refusedCredentials(headers: Headers, token: string | undefined): string | undefined {
  const sent = headers.get(headerNames.token)
  if (sent) return token === undefined || sent === token ? undefined : 'token-invalid'
  return headers.get('Authorization') ? undefined : 'credentials-missing'
}

function refuse(name: string, language: Language): Reply {
  return documentedError(name, language) as DocumentedError
}

function invalid({ errorCode, message }: Violation, language: Language): Reply {
  return { status: VIOLATED, body: { error_code: errorCode, error_msg: message[language] } }
}
