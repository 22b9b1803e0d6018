import { errorCodes } from './explain/error-codes.gen.ts'
import { type Explanation, lookUp } from './explain/explanation.ts'

export type { Explanation }
export { errorCodes }

/**
 * What the document says of the code of an `ApiError`: meaning, whether to repeat the request, what to do. In English; the same function
 * of `@rds-tasklist/client/explain/zh-CN` answers in Chinese. `undefined` where the document says nothing.
 */
export function explain(error: unknown): Explanation | undefined {
  return lookUp(error, errorCodes)
}
