/**
 * Whether the same request can succeed a moment later. A code that the document calls passing may; so may some statuses
 * whatever the code says, as `502` does with a code that stands for broken requests too. The client retries by the same statuses.
 */
export function retryHelps(status: number, code: { retry: boolean } | undefined): boolean {
  return code?.retry || status === 408 || status === 429 || (status >= 500 && status !== 501)
}
