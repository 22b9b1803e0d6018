import type { Problem } from './drift.ts'

/** Says whether a body is one of its status; `errors` has what it breaks, until the next call. */
type Validator = { (body: unknown): boolean; errors: Problem[] | null }

// In the build and in tests this module is made of the document (scripts/generate-validators.ts).
/** By status. */
export declare const validators: Record<number, Validator | undefined>
