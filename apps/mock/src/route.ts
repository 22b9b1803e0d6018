import { documents } from './document.ts'

export type Route = { projectId: string }

const [template = '', item = {}] = Object.entries(documents['en-us'].paths)[0] ?? []
const pattern = new RegExp(`^${template.replace('{project_id}', '([^/]*)')}$`)
// HEAD is GET without the body, although the document lists GET alone.
const methods = new Set([...Object.keys(item).map((method) => method.toUpperCase()), 'HEAD'])

/** Which request of the document this is, if any. The project ID is still percent-encoded. */
export function route(method: string, path: string): Route | undefined {
  const [, projectId] = pattern.exec(path) ?? []
  return projectId !== undefined && methods.has(method) ? { projectId } : undefined
}

export function isKnownPath(path: string): boolean {
  return pattern.test(path)
}

export const allowedMethods = [...methods]
