import type { WireResponse } from '../judge/response.ts'
import type { WireRequest } from '../wire.ts'

/** A request and its answer. Bytes that are no HTTP request stand in `bytes`. */
export type Exchange = {
  request: WireRequest
  response: WireResponse
  bytes?: string
  /** Asked for as a fault. */
  asked?: number
}

/** The server breaks a rule, and the exchange that shows it. */
export class Violation extends Error {
  override readonly name = 'Violation'
  readonly exchange: Exchange

  constructor(exchange: Exchange, message: string) {
    super(message)
    this.exchange = exchange
  }
}

/** One answer breaks a rule by itself: no change of the tasks explains it. */
export class Contradiction extends Violation {}

/** @throws Violation unless what is expected holds. */
export function expectThat(holds: boolean, exchange: Exchange, message: () => string): void {
  if (!holds) throw new Violation(exchange, message())
}

/** @throws Violation unless the answer has this status. */
export function expectStatus(exchange: Exchange, status: number, why: string): void {
  const { response } = exchange
  expectThat(response.status === status, exchange, () => `${why}: expected ${status}, got ${summary(exchange)}`)
}

/** @throws Violation unless the answer is the error that the document has for the case. */
export function expectError(
  exchange: Exchange,
  error: { status: number; code: string; message?: string },
  why: string,
): void {
  expectStatus(exchange, error.status, why)
  const { error_code, error_msg } = bodyOf(exchange) as { error_code?: string; error_msg?: string }
  const isRight = error_code === error.code && (error.message === undefined || error_msg === error.message)
  const expected = `${error.code}${error.message === undefined ? '' : ` "${error.message}"`}`
  expectThat(isRight, exchange, () => `${why}: expected ${expected}, got ${summary(exchange)}`)
}

/** The body as JSON; an empty object if it is none, which the observers tell of. */
export function bodyOf({ response }: Exchange): object {
  try {
    return (JSON.parse(response.body) ?? {}) as object
  } catch {
    return {}
  }
}

/** The answer in a line; when there is none, the body says why, or nothing if the connection was closed. */
export function summary({ response: { status, body } }: Exchange): string {
  if (status === 0) return `no answer: ${body || 'the connection was closed'}`
  return `${status} ${body.length > 200 ? `${body.slice(0, 200)}…` : body}`
}
