/** What is told of an answer to logs and metrics: nothing of the query, the caller or the project. */
export type AnswerRecord = {
  method: string
  /** The template of the document, or `none` for what the document does not know. */
  route: string
  /** 499 when the caller went away before the answer. */
  status: number
  milliseconds: number
  requestId: string
}

export const NO_ROUTE = 'none'
export const CALLER_GONE = 499
