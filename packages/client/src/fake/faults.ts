import { clock } from '../clock.ts'
import { UsageError } from '../errors.ts'
import { assertKnownNames } from '../known-names.ts'
import type { Language } from '../schema.gen.ts'
import type { Reply } from './answer.ts'
import { BrokenConnection } from './broken-connection.ts'
import { documentedError, errorNames } from './document.ts'

/** What goes wrong with one request. An empty one, `{}`, lets a request through. */
export type Fault = {
  /**
   * The status of an error or the name of an error example of the document, such as `'token-expired'`: answered as the document shows
   * it. A status that the document does not have is answered with an empty body, as a gateway does. `'reset'` breaks the
   * connection off.
   */
  error?: number | 'reset' | (string & {}) | undefined
  /** Whole seconds in `Retry-After`. Left out, 1 where the document has the header. */
  retryAfter?: number | undefined
  /** Milliseconds before the answer or the end of the connection. */
  delay?: number | undefined
}

const DEFAULT_RETRY_AFTER = 1

/** @throws {@link UsageError} for a fault that cannot be had. */
export function checkFault(fault: Fault): void {
  assertKnownNames('member of a fault', fault, ['error', 'retryAfter', 'delay'])
  const { error, retryAfter = 0, delay = 0 } = fault
  for (const [name, value] of Object.entries({ retryAfter, delay })) {
    if (!Number.isInteger(value) || value < 0) throw new UsageError(`${name} must be an integer from 0, not ${value}.`)
  }
  const isKnown = error === undefined || error === 'reset' || documentedError(error, 'en-us') !== undefined
  if (isKnown || (typeof error === 'number' && error >= 400 && error <= 599)) return
  throw new UsageError(
    `error must be a status from 400 to 599, reset, or one of ${errorNames().join(', ')}, not ${error}.`,
  )
}

/**
 * What a fault answers in place of the fake, after its delay; `undefined` when it leaves the answer to it.
 *
 * @throws as `fetch` does: a `TypeError` when the connection breaks, the reason of the signal when the caller gives up.
 */
export async function replyOf(fault: Fault, language: Language, signal: AbortSignal): Promise<Reply | undefined> {
  const { error, delay = 0 } = fault
  if (delay > 0) await clock.sleep(delay, signal)
  if (error === undefined) return undefined
  if (error === 'reset') throw new BrokenConnection()
  return documentedError(error, language) ?? { status: Number(error), body: undefined }
}

/** `Retry-After` in seconds, where a fault asks for it or the document has it. */
export function retryAfterOf({ retryAfter }: Fault, { headers = [] }: Reply): number | undefined {
  return retryAfter ?? (headers.includes('Retry-After') ? DEFAULT_RETRY_AFTER : undefined)
}
