const INSPECT = Symbol.for('nodejs.util.inspect.custom')
/** What stands for a secret, and for a header that could hold one. */
export const REDACTED = '[redacted]'

/** A value that only {@link Secret.reveal} gives out: printed, logged or serialised in any way it is `[redacted]`. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** The value itself. Call it where a header is set or a signature made, and nowhere else. */
  reveal(): string {
    return this.#value
  }

  /** `text` without the value: gateways echo request headers in their error pages, URL-encoded or not. */
  redact(text: string): string {
    return text.replaceAll(this.#value, REDACTED).replaceAll(encodeURIComponent(this.#value), REDACTED)
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

/** `text` without any of the secrets. */
export function redact(text: string, secrets: readonly Secret[]): string {
  return secrets.reduce((redacted, secret) => secret.redact(redacted), text)
}
