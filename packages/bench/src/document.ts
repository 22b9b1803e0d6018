import bundle from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import { operations, sampleRequest } from '@rds-tasklist/spec/reader'

const [operation] = operations(bundle)
if (!operation) throw new Error('The document has no operation.')

/** The project that all tasks belong to: that of the document's sample request. */
export const { projectId: PROJECT } = sampleRequest(operation)

/** Where its tasks are listed. */
export const PATH = operation.path.replace('{project_id}', PROJECT)

/** The longest page that the document allows. */
export const MAX_LIMIT = operation.parameters.find(({ name }) => name === 'limit')?.schema.maximum ?? Number.NaN

const [sample] =
  bundle.components.responses.TaskPage.content['application/json'].examples['sample-response'].value.tasks
if (!sample) throw new Error('The sample response of the document has no task.')

/** The task of the sample response, and the states that tasks can have. */
export const SAMPLE = sample
export const STATUSES = bundle.components.schemas.TaskStatus.enum

/** What says who asks. */
export const TOKEN_HEADER = bundle.components.securitySchemes.Token.name

/** The built document as a file, for programs that read it themselves. */
export const BUNDLE = new URL(import.meta.resolve('@rds-tasklist/spec/openapi.json'))
