import { parseTimestamp } from '@rds-tasklist/client'
import bundle from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { isStorable } from '../store/task-row.ts'
import type { StoredTask } from '../store/task-store.ts'

/** A line that holds a task, or what is wrong with it: the member and the rule. */
export type ReadResult = { ok: true; task: StoredTask } | { ok: false; problem: string }

const { schemas } = bundle.components
const validate = compile()

/** Reads one line: a task of the document as JSON, with the `project_id` that it belongs to. */
export function readTask(line: string): ReadResult {
  const task = parse(line)
  if (task === undefined) return { ok: false, problem: 'the line is no JSON object' }
  if (!validate(task)) return { ok: false, problem: sentence(validate.errors?.[0]) }
  const problem = timeProblem(task, 'create_time') ?? timeProblem(task, 'end_time') ?? textProblem(task)
  return problem ? { ok: false, problem } : { ok: true, task }
}

function parse(line: string): StoredTask | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as StoredTask) : undefined
  } catch {
    return undefined
  }
}

/** The task of the document, its project, and nothing else: a member that cannot be kept must not be lost in silence. */
function compile() {
  const ajv = new Ajv2020({ strict: true, strictRequired: false })
  ajv.addVocabulary([...Object.keys(bundle), 'x-enumDescriptions'])
  ajv.addSchema({ ...bundle, $id: 'bundle' })
  return ajv.compile<StoredTask>({
    type: 'object',
    properties: { project_id: { $ref: 'bundle#/components/schemas/ProjectId' } },
    required: ['project_id'],
    $ref: 'bundle#/components/schemas/Task',
    unevaluatedProperties: false,
  })
}

function sentence(error: ErrorObject | undefined): string {
  if (!error) return 'the line breaks the document'
  const { keyword, instancePath, params, message } = error
  if (keyword === 'required') return `${params.missingProperty} is missing`
  if (keyword === 'unevaluatedProperties') return `${params.unevaluatedProperty} is no member of a task`
  return `${instancePath.slice(1) || 'the task'} ${message}`
}

/** The pattern of the document lets 2020-13-45 pass. */
function timeProblem(task: StoredTask, member: 'create_time' | 'end_time'): string | undefined {
  try {
    parseTimestamp(task[member])
    return undefined
  } catch {
    return `${member} must be a time that exists (${schemas.Timestamp.title})`
  }
}

/** Here rather than in the store, which refuses a whole batch. */
function textProblem(task: StoredTask): string | undefined {
  const member = Object.entries(task).find(([, value]) => typeof value === 'string' && !isStorable(value))?.[0]
  return member && `${member} must not contain U+0000 or half a surrogate pair`
}
