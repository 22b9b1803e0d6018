const INSPECT = Symbol.for('nodejs.util.inspect.custom')
/** What stands for a secret, and for a header that could hold one. */
export const REDACTED = '[redacted]'

/** A value that only {@link Secret.reveal} gives out: printed, logged or serialised in any way it is `[redacted]`. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** The value itself. Call it where a header is set, a signature made or a text redacted, and nowhere else. */
  reveal(): string {
    return this.#value
  }

  toString(): string {
    return REDACTED
  }

  toJSON(): string {
    return REDACTED
  }

  static {
    Object.defineProperty(Secret.prototype, INSPECT, { value: () => REDACTED })
  }
}

/**
 * `text` without any of the secrets: gateways echo request headers in their error pages. Of a text that has one in another form,
 * escaped as JSON, URLs or HTML do, nothing is left.
 */
export function redact(text: string, secrets: readonly string[]): string {
  let shown = text
  for (const secret of secrets) {
    if (secret === '') continue
    shown = shown.replaceAll(secret, REDACTED).replaceAll(encodeURIComponent(secret), REDACTED)
    if (/[\\%&]/.test(shown) && lettersOf(shown).includes(lettersOf(secret))) return REDACTED
  }
  return shown
}

// No escaping changes letters and digits, so they are compared without what stands between them.
const ESCAPES = /(?:&|\\u0026)(?:amp;)*#?\w{1,24};|%(?:25)*[\da-f]{2}|\\u[\da-f]{4}|\W/gi
const lettersOf = (text: string) => text.replace(ESCAPES, '')
