import type { Task } from '@rds-tasklist/client'
import { sampleRequest } from '@rds-tasklist/spec/reader'
import { createAuthenticator } from '../auth/authenticator.ts'
import { documents, operations } from '../document.ts'
import type { StoredTask } from '../store/task-store.ts'

const [operation] = operations
if (!operation) throw new Error('the document has no operation')
const { examples } = documents['en-us'].components.responses.TaskPage.content['application/json']

/** The project of the sample request, one of somebody else, and one that nobody has. */
export const PROJECT = sampleRequest(operation).projectId
export const FOREIGN = 'f'.repeat(32)
export const NOWHERE = '0'.repeat(32)

export const TEMPLATE = operation.path
export const TOKEN = 'token-of-the-project'
export const FOREIGN_TOKEN = 'token-of-the-foreign-project'

/** The tasks of the document's examples. */
export const samplePage = examples['sample-response'].value
export const tasks: StoredTask[] = [samplePage, examples.running.value, examples.failed.value]
  .flatMap<Task>((page) => page.tasks)
  .map((task) => ({ ...task, project_id: PROJECT }))

export const foreignTasks: StoredTask[] = tasks.map((task) => ({ ...task, name: 'ForeignTask', project_id: FOREIGN }))

/** One more than a page may have. */
export const TOO_MANY = Number(operation.parameters.find(({ name }) => name === 'limit')?.schema.maximum) + 1

/** The path of the task list, with its query. */
export function listOf(project: string, query = ''): string {
  const path = TEMPLATE.replace('{project_id}', project)
  return query ? `${path}?${query}` : path
}

/** Knows two tokens, one for each project. */
export const authenticator = createAuthenticator({
  tokens: [
    async (token) => {
      const projects = new Map([
        [TOKEN, PROJECT],
        [FOREIGN_TOKEN, FOREIGN],
      ])
      const project = projects.get(token)
      return project ? { kind: 'valid', caller: { key: token, projectIds: new Set([project]) } } : { kind: 'unknown' }
    },
  ],
})
