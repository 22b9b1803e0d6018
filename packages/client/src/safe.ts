import { errorStatuses } from './document.gen.ts'
import { type AnyRdsError, type ApiError, RdsError } from './errors.ts'

/** A status of an error that the document lists. */
export type ErrorStatus = (typeof errorStatuses)[number]

/** An {@link ApiError} whose status is known. */
export type ApiErrorOf<Status extends number> = ApiError & { readonly status: Status }

/** What {@link safe} gives. Narrow it by `status`: `error` follows. */
export type SafeResult<T> =
  | { readonly ok: true; readonly status: 200; readonly data: T }
  | { [S in ErrorStatus]: { readonly ok: false; readonly status: S; readonly error: ApiErrorOf<S> } }[ErrorStatus]
  /** A status that the document does not list; `error.status` says which. */
  | { readonly ok: false; readonly status: 'other'; readonly error: ApiError }
  /** No error of an answer. */
  | { readonly ok: false; readonly status: undefined; readonly error: Exclude<AnyRdsError, ApiError> }

/**
 * The outcome of a call as a value: `const result = await safe(client.list(query))`. Of the errors only those of this package become
 * values; any other rejection stays one.
 */
export async function safe<T>(call: Promise<T>): Promise<SafeResult<T>> {
  try {
    return { ok: true, status: 200, data: await call }
  } catch (error) {
    if (!RdsError.is(error)) throw error
    if (error.kind !== 'api') return { ok: false, status: undefined, error }
    const isListed = (errorStatuses as readonly number[]).includes(error.status)
    // The compiler cannot see that `status` is that of `error`.
    return { ok: false, status: isListed ? error.status : 'other', error } as SafeResult<T>
  }
}
