import { listOperation } from '../rules/document.ts'

const operation = listOperation()

/** The pointer to the path item, and to one of its operation's parameters. */
export const PATH = `/paths/${operation.path.replaceAll('/', '~1')}`

export function parameterPointer(name: string): string {
  return `${PATH}/get/parameters/${operation.parameters.findIndex((parameter) => parameter.name === name)}`
}
