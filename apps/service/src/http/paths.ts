import type { Operation } from '@rds-tasklist/spec/reader'
import { operations } from '../document.ts'

const known = operations.map((operation) => ({
  pattern: new RegExp(`^${operation.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]*)')}$`),
  methods: methodsOf(operation),
}))

/** The methods of an operation; HEAD is GET without the body, although the document lists GET alone. */
export function methodsOf({ method }: Operation): string[] {
  return method === 'GET' ? [method, 'HEAD'] : [method]
}

/** The methods of the document at a path; none for an unknown path. */
export function methodsAt(path: string): string[] {
  return known.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods)
}

/** The parameters in a path, percent-encoded as they stand there; nothing where the document does not know the method. */
export function parametersAt(method: string, path: string): Record<string, string> | undefined {
  const found = known.find(({ pattern, methods }) => methods.includes(method) && pattern.test(path))
  return found?.pattern.exec(path)?.groups
}
