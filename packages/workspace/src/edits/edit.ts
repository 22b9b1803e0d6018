import { parse, stringify } from 'yaml'

/** What an edit does to the text of each file that it touches. */
export type Change = Record<string, (text: string) => string>

/** A row of the table: an edit, what reruns after it, and what then passes or fails. */
export type Edit = {
  edit: string
  change: Change
  /** Tasks whose hash changes; `signature`, which does not use the document, is never among them. */
  reruns: string[]
  /** What is run, in this order. With `fails` the last one fails, else all pass. */
  steps: string[]
  fails?: RegExp
}

// The document as far as the edits reach into it.
type Schema = { maximum: number; required: string[]; properties: Record<string, object> }
type Operation = { operationId: string; summary: string; parameters: { name: string; schema: Schema }[] }
type Task = Record<string, unknown>
type Document = {
  paths: Record<string, { get: Operation }>
  components: {
    schemas: { Task: Schema }
    responses: { TaskPage: { content: Record<string, { examples: Record<string, { value: { tasks: Task[] } }> }> } }
  }
}
type Catalogue = Record<string, { en: string; zh: string }>

const DOCUMENT = 'spec/openapi.yaml'
const CATALOGUE = 'spec/zh-CN.yaml'

function inYaml<T>(edit: (value: T) => void): (text: string) => string {
  return (text) => {
    const value = parse(text) as T
    edit(value)
    return stringify(value)
  }
}

export const inDocument = (edit: (document: Document) => void): Change => ({ [DOCUMENT]: inYaml(edit) })
export const inCatalogue = (edit: (catalogue: Catalogue) => void): Change => ({ [CATALOGUE]: inYaml(edit) })
export const byHand = (file: string): Change => ({ [file]: (text) => `${text}// by hand\n` })

/** The operation that is there. */
export function operationOf({ paths }: Document): Operation {
  const [item] = Object.values(paths)
  if (!item) throw new Error(`${DOCUMENT} has no path`)
  return item.get
}

/** The tasks of all examples. */
export function exampleTasks({ components }: Document): Task[] {
  const media = Object.values(components.responses.TaskPage.content)
  return media.flatMap(({ examples }) => Object.values(examples).flatMap(({ value }) => value.tasks))
}
