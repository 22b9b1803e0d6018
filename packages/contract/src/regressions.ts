/**
 * Counterexamples that once showed a fault, by check: each run tries them first. A run prints them as `counterexample`; one goes
 * here when the fault that it showed is mended.
 */
export const regressions: Record<string, unknown[]> = {
  // The mutants' smallest cases, as fast-check found them.
  'total-count': ['status=Failed', 'limit=1'],
  actions: ['status=Running'],
  'page-size': ['offset=1', 'limit=1'],
  'mutated-queries': ['LIMIT=0&status=Failed', 'name=%00', '__proto__=1&limit=1'],
  'order-and-ties': ['status=Running', 'offset=1&limit=2'],
}
