/** The error that `promise` rejects with. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => Promise.reject(new Error('The promise was expected to reject.')),
    (error: unknown) => error,
  )
}
