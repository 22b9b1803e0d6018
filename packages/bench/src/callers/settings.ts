/** What a caller is told by who started it, in its environment. */
export type CallerSettings = {
  /** Where the server listens. */
  endpoint: string
  /** Whether to sign with an access key instead of sending a token. */
  signed?: boolean
  /** Where packages lie that are installed on demand. */
  folder?: string
}

/** Credentials as long as real ones: their length is part of what signing costs. */
export const ACCESS_KEY = { accessKey: 'ACCESSKEYOFTHEBENCH0', secretKey: 'secret-key-of-the-bench-of-forty-letters' }

export function callerSettings(): CallerSettings {
  return JSON.parse(process.env.BENCH_CALLER ?? '')
}
