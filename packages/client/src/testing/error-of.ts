import { seen } from './canary-check.ts'

/** The error that `promise` rejects with. It is searched for secrets when the test ends. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => Promise.reject(new Error('The promise was expected to reject.')),
    (error: unknown) => {
      seen.push(error)
      return error
    },
  )
}
