import { parseTimestamp, type Task } from '@rds-tasklist/client'
import { type Language, type Query, readProjectId, readQuery, type Violation } from '@rds-tasklist/query'
import english from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import chinese from '@rds-tasklist/spec/openapi.zh-CN.json' with { type: 'json' }
import { type Operation, operations } from '@rds-tasklist/spec/reader'
import { demoTasks } from './demo-tasks.ts'
import type { Answer, Target, WireRequest } from './targets.ts'

const [operation] = operations(english) as [Operation]
const DOCUMENTS: Record<Language, object> = { 'en-us': english, 'zh-cn': chinese }

/** Answers in the page as the document says, from tasks that are made up. It stands for an endpoint where there is none. */
export function createInPageMock(now: number): Target {
  const tasks = demoTasks(exampleTasks(), now)
  return {
    async send(request) {
      return answer(request, tasks)
    },
  }
}

// In the order of the document: credentials, project ID, query.
function answer({ url, headers }: WireRequest, tasks: Task[]): Answer {
  const language: Language = headers['X-Language'] === 'zh-cn' ? 'zh-cn' : 'en-us'
  const { pathname, search } = new URL(url)
  if (!headers['X-Auth-Token'] && !headers.Authorization) return json(401, unauthenticated(language))
  const project = readProjectId(pathname.split('/').at(-2) ?? '')
  if (!project.ok) return invalid(project.violation, language)
  const query = readQuery(search.slice(1))
  return query.ok ? json(200, page(query.query, tasks)) : invalid(query.violation, language)
}

function page({ offset, limit, start_time, end_time, ...exact }: Query, tasks: Task[]) {
  const matching = tasks.filter((task) => {
    const created = parseTimestamp(task.create_time).getTime()
    const isExact = Object.entries(exact).every(([name, value]) => task[name as keyof Task] === value)
    return isExact && created >= Number(start_time ?? 0) && created <= Number(end_time ?? Number.POSITIVE_INFINITY)
  })
  return {
    tasks: matching.slice(offset, offset + limit),
    actions: [...new Set(matching.map(({ name }) => name))].sort(),
    total_count: matching.length,
  }
}

function invalid({ errorCode, message }: Violation, language: Language): Answer {
  return json(400, { error_code: errorCode, error_msg: message[language] })
}

function unauthenticated(language: Language): object {
  const [{ responses }] = operations(DOCUMENTS[language]) as [Operation]
  return Object.values(responses['401']?.content ?? {})[0]?.examples['credentials-missing']?.value ?? {}
}

function json(status: number, body: object): Answer {
  const requestId = crypto.randomUUID().replaceAll('-', '')
  const sent = 'request_id' in body ? { ...body, request_id: requestId } : body
  const headers: Answer['headers'] = [
    ['content-type', 'application/json'],
    ['x-request-id', requestId],
  ]
  return { status, statusText: '', headers, body: JSON.stringify(sent) }
}

function exampleTasks(): Task[] {
  const examples = Object.values(operation.responses['200']?.content ?? {}).flatMap((content) =>
    Object.values(content.examples),
  )
  return examples.flatMap(({ value }) => value.tasks as Task[])
}
