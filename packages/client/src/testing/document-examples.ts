import { listTasks, readDocument, resolve } from '../../scripts/document.ts'
import type { TaskList } from '../schema.gen.ts'

type ResponseObject = {
  content: { 'application/json': { examples: Record<string, { value: unknown }> } }
}

/** Every example of every response of the document: `[status, name of the example, body]`. */
export function documentExamples(): [status: number, name: string, body: unknown][] {
  const document = readDocument()
  const responses = document.components.responses as unknown as Record<string, ResponseObject>
  return Object.entries(listTasks(document).operation.responses).flatMap(([status, { $ref }]) => {
    const { examples } = resolve(responses, $ref).content['application/json']
    return Object.entries(examples).map(([name, { value }]): [number, string, unknown] => [Number(status), name, value])
  })
}

/** The body of the named example of a 200. */
export function pageExample(name: string): TaskList {
  const found = documentExamples().find(([status, example]) => status === 200 && example === name)
  if (found === undefined) throw new Error(`The document has no example ${name} of a 200.`)
  return found[2] as TaskList
}
