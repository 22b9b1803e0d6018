import { errorCodes } from './explain/error-codes.zh-CN.gen.ts'
import { type Explanation, lookUp } from './explain/explanation.ts'

export type { Explanation }
export { errorCodes }

/** What the Chinese document says of the code of an `ApiError`; `undefined` where it says nothing. */
export function explain(error: unknown): Explanation | undefined {
  return lookUp(error, errorCodes)
}
