import { operations } from '@rds-tasklist/service/http'

/** A request that the document knows. The project ID is as it stands in the path, percent-encoded. */
type Route = { projectId: string }

// HEAD is GET without the body, although the document lists GET alone.
const routes = operations.map(({ method, path }) => ({
  pattern: new RegExp(`^${path.replace('{project_id}', '([^/]*)')}$`),
  methods: method === 'GET' ? [method, 'HEAD'] : [method],
}))

export function route(method: string, path: string): Route | undefined {
  const found = routes.find(({ pattern, methods }) => methods.includes(method) && pattern.test(path))
  const projectId = found?.pattern.exec(path)?.[1]
  return projectId === undefined ? undefined : { projectId }
}

/** The methods that the document knows for a path; none for an unknown path. */
export function methodsOf(path: string): string[] {
  return routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods)
}
