import { UsageError } from '../errors.ts'

/** There are no credentials: `chain` goes on. What is there and wrong it does not pass by. */
export function absent(message: string): UsageError & { readonly absent: true } {
  const fields = { absent: true } as const
  return Object.assign(new UsageError(message), fields)
}
