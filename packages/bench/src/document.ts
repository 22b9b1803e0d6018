import bundle from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import { operations, sampleRequest } from '@rds-tasklist/spec/reader'

const [operation] = operations(bundle)
if (!operation) throw new Error('The document has no operation.')

/** What the whole repository is about: the list of tasks. */
export const OPERATION = operation

/** The project that all tasks belong to: that of the document's sample request. */
export const { projectId: PROJECT } = sampleRequest(operation)

/** Where its tasks are listed. */
export const PATH = operation.path.replace('{project_id}', PROJECT)

const limit = operation.parameters.find(({ name }) => name === 'limit')?.schema

/** How many tasks a page has unless asked for, and at most. */
export const LIMIT = Number(limit?.default)
export const MAX_LIMIT = limit?.maximum ?? Number.NaN

const page = bundle.components.responses.TaskPage.content['application/json'].examples['sample-response'].value
const [sample] = page.tasks
if (!sample) throw new Error('The sample response of the document has no task.')

/** The sample response, its task, and the states that tasks can have. */
export const SAMPLE_PAGE = page
export const SAMPLE = sample
export const STATUSES = bundle.components.schemas.TaskStatus.enum

/** What says who asks. */
export const TOKEN_HEADER = bundle.components.securitySchemes.Token.name

/** The built document as a file, for programs that read it themselves. */
export const BUNDLE = new URL(import.meta.resolve('@rds-tasklist/spec/openapi.json'))
