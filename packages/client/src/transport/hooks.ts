import { clock } from '../clock.ts'
import { REDACTED } from '../credentials/secret.ts'
import { headerNames } from '../document.gen.ts'
import type { Attempt } from '../errors.ts'

/** A request, as hooks and errors show it. */
export type DescribedRequest = {
  readonly method: string
  /** With the query, which holds filters of the document and nothing that authenticates. */
  readonly url: string
  /** By their names in lower case. Only values that are known to be harmless are shown, any other is `[redacted]`. */
  readonly headers: Readonly<Record<string, string>>
}

/** What every event tells. */
export type CallEvent = {
  /** Counts the calls of all clients: events with the same number belong together. */
  readonly call: number
  readonly request: DescribedRequest
  /** Milliseconds since the call began. */
  readonly elapsed: number
}

/** An attempt, the first being number 1. */
export type AttemptEvent = CallEvent & Attempt & { readonly attempt: number }

/** The number of the attempt that follows, and the pause before it. */
export type RetryEvent = CallEvent & { readonly attempt: number; readonly delay: number }

/** The attempt that brought the answer. */
export type ResponseEvent = CallEvent & Attempt

/** What a call throws. */
export type FailureEvent = CallEvent & { readonly error: unknown }

/**
 * Functions that are told how calls go. They cannot change a call: what they throw is printed as a warning and goes no further. No
 * credentials reach them. What is refused before it is sent, like a query that breaks a rule, reaches none of them.
 */
export type Hooks = {
  /** The first attempt of a call is about to be sent. Not called when there are no credentials to send it with. */
  onRequest?: ((event: CallEvent) => void) | undefined
  /** An attempt has ended: with an answer of any status, or without one. */
  onAttempt?: ((event: AttemptEvent) => void) | undefined
  /** Another attempt will follow. */
  onRetry?: ((event: RetryEvent) => void) | undefined
  /** The call has a usable answer; the last of its events. */
  onResponse?: ((event: ResponseEvent) => void) | undefined
  /** The call failed for good; the last of its events. */
  onError?: ((event: FailureEvent) => void) | undefined
}

// What signs or authenticates may have any name, so only these are let through.
const HARMLESS = [headerNames.language.toLowerCase(), 'x-project-id', 'x-sdk-date']

/** `request` without what authenticates it. */
export function describeRequest(
  { method, url, headers }: Request,
  hide = (text: string): string => text,
): DescribedRequest {
  const shown = [...headers].map(([name, value]) => [name, HARMLESS.includes(name) ? hide(value) : REDACTED])
  // One description serves the error and all hooks.
  return Object.freeze({ method, url: hide(url), headers: Object.freeze(Object.fromEntries(shown)) })
}

type Fields<Hook extends keyof Hooks> = Omit<Parameters<NonNullable<Hooks[Hook]>>[0], keyof CallEvent>

/** One call: its request, what was attempted so far, and how the hooks hear of it. */
export type Call = {
  request: DescribedRequest
  readonly attempts: Attempt[]
  tell<Hook extends keyof Hooks>(hook: Hook, fields: Fields<Hook>): void
}

let calls = 0

/** Begins a call, which has sent nothing yet. */
export function startCall(request: Request, hooks: Hooks): Call {
  calls += 1
  const number = calls
  const started = clock.now()
  const call: Call = {
    request: describeRequest(request),
    attempts: [],
    tell(hook, fields) {
      // Inside an async function, so that a rejected promise of a hook is caught as well.
      const told = async () =>
        hooks[hook]?.({
          call: number,
          request: call.request,
          elapsed: clock.now() - started,
          ...fields,
        } as never)
      told().catch((error) => console.warn(`The hook ${hook} failed:`, error))
    },
  }
  return call
}
