/**
 * Judges the body of an answer, for instance against the document.
 *
 * @param body - The parsed JSON. In the body of an error, credentials that it echoes are already `[redacted]`. Do not change it.
 * @param status - The HTTP status of the answer.
 * @returns The rule that the body breaks, as a sentence that ends with a full stop, or `undefined` for a body that passes. That of the
 * body of an error is dropped: what failed matters more.
 */
export type ResponseValidator = (body: unknown, status: number) => string | undefined
