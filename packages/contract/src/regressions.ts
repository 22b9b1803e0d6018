/**
 * Counterexamples that once showed a fault, by property: each run tries them first. A run prints them as `counterexample`; one goes
 * here when the fault that it showed is mended.
 */
export const regressions: Record<string, unknown[]> = {
  // The mutants' smallest cases, as fast-check found them.
  'total-count': ['status=Failed', 'limit=1'],
  actions: ['status=Running'],
  'page-size': ['offset=1', 'limit=1'],
  'mutated-queries/unknown-name': ['LIMIT=0&status=Failed', '__proto__=1&limit=1'],
  'mutated-queries/known-name': ['name=%00'],
  'order-and-ties': ['status=Running', 'offset=1&limit=2'],
}
