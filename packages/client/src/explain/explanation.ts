import { RdsError } from '../errors.ts'

/** What is known of an error beyond its message. */
export type Explanation = {
  /** What it means. */
  readonly meaning: string
  /** Whether the same request can succeed later. */
  readonly retry: boolean
  /** What to do. */
  readonly action: string
}

/** The explanation of an error by the code of the document; `undefined` for other errors, and codes that it does not list. */
export function lookUp(error: unknown, codes: Readonly<Record<string, Explanation>>): Explanation | undefined {
  if (!RdsError.is(error) || error.kind !== 'api' || error.code === undefined) return undefined
  return Object.hasOwn(codes, error.code) ? codes[error.code] : undefined
}
