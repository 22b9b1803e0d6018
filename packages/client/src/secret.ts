const INSPECT = Symbol.for('nodejs.util.inspect.custom')
const REDACTED = '[redacted]'

/** A value that only {@link Secret.reveal} gives out: printed, logged or serialised in any way it is `[redacted]`. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** The value itself. Call it where a header is set and nowhere else. */
  reveal(): string {
    return this.#value
  }

  /** `text` without the value: gateways echo request headers in their error pages. */
  redact(text: string): string {
    return text.replaceAll(this.#value, REDACTED)
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
